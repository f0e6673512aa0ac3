"""The lexicon is vetted when it is read."""

import ast
import tomllib
from pathlib import Path

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from model.form.schema import EditionError
from model.linking.insertable_numbers import reading_of
from model.narrative.lexicon import NO_PHRASES, PATH, load_lexicon, the_lexicon
from model.report.report import Report
from tests.conftest import SAMPLES
from tests.model.narrative.words.corpus import SENTENCES
from tests.model.narrative.words.reading import wanted


def test_what_is_wanted_names_phrases_of_the_lexicon() -> None:
    assert {phrase for each in SENTENCES for _, _, phrase in wanted(each)} <= the_lexicon().phrases.keys()


def test_a_lexicon_that_is_wrong_is_named(tmp_path: object) -> None:
    path = SAMPLES.parent.parent / "resources" / "lexicon.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in (('id = "received"', 'idd = "received"'), ('"新收到"', '"(新收到"'), ("format = 1", "format = 9")):
        broken = tmp_path / "lexicon.toml"  # type: ignore[operator]
        broken.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(EditionError, match=r"lexicon\.toml"):
            load_lexicon(broken)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('carried_out = "carried_out"', 'carried_out = "carried"', None),
        ('carried_out = "carried_out"', 'carried_out = "nowhere"', "roles carried_out：没有这样的 phrases：nowhere"),
        ('bare_verbs = ["received"', 'bare_verbs = ["nowhere"', "roles bare_verbs：没有这样的 phrases：nowhere"),
        ('disputes = "disputes" ', 'disputes = "quarrels" ', "roles disputes：没有 phrases 说到 quarrels"),
        ('rows_of = "received"', 'rows_of = "nowhere"', "insertable person：没有这样的 phrases：nowhere"),
        ('rows_of = "received"\n', "", "insertable person：没有行，要写明 rows_of"),
        ('zero = ["fees"]', 'zero = ["nowhere"]', "sentences 没有收费：没有这样的 phrases：nowhere"),
        ("办结{handled}件", "办结{nowhere}件", "sentences 申请办理：没有这样的 phrases：nowhere"),
        ("〔，上年结转", "，上年结转", "sentences 申请办理：括号不成对"),
    ],
)
def test_what_names_a_phrase_that_is_not_there_is_named(tmp_path: Path, old: str, new: str, named: str | None) -> None:
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "lexicon.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    if named is None:
        load_lexicon(path)
        return
    with pytest.raises(EditionError, match=named):
        load_lexicon(path)


def test_a_word_that_means_its_phrase_both_anywhere_and_only_in_lists_is_named(tmp_path: Path) -> None:
    old = 'bare = ["未掌握"'
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "lexicon.toml"
    path.write_text(text.replace(old, 'bare = ["不掌握", "未掌握"', 1), encoding="utf-8")
    with pytest.raises(EditionError, match="phrases not_held：不掌握 既在 words 又在 bare 里"):
        load_lexicon(path)


def test_every_role_and_insertable_number_stands_for_cells_of_the_form(edition: Edition) -> None:
    lexicon = the_lexicon()
    tables = {table.id: table for table in edition.tables}
    roles = lexicon.roles
    assert {roles.requests, roles.disputes, roles.disclosure} <= tables.keys()
    for column in (column for way in roles.total for column in way):
        assert any(column in {each.id for each in table.columns} for table in tables.values())
    context = check(Report(edition.id, dict.fromkeys(edition.cells, 0)), edition).context
    for entry in lexicon.insertable:
        assert reading_of(context, entry.phrase), entry.phrase
    for sentence in lexicon.sentences:
        assert all(reading_of(context, phrase) for phrase in sentence.named | sentence.needed), sentence.name


def test_no_module_names_rows_columns_or_phrases_of_the_form(edition: Edition) -> None:
    """They are named in the resources; a new edition of the form changes data only."""
    ids: set[str] = {*the_lexicon().phrases}
    for table in edition.tables:
        ids |= {row.id for row in table.rows} | {column.id for column in table.columns}
    ids -= {"amount", "other", "repeated", "licences"}  # plain words, which in the code name no cell
    root = PATH.parent.parent
    for path in (each for folder in ("model", "export", "gui") for each in (root / folder).rglob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        held = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        roles = NO_PHRASES if path.name == "lexicon.py" else frozenset()
        assert not held & ids - roles, (path.name, held & ids)


def test_no_list_of_the_lexicon_names_a_word_twice() -> None:
    found: list[str] = []

    def look(where: str, held: object) -> None:
        if isinstance(held, dict):
            for name, each in held.items():
                look(f"{where} {held.get('id', '')} {name}", each)
        elif isinstance(held, list):
            words = [each for each in held if isinstance(each, str)]
            found.extend(f"{where}: {word}" for word in {*words} if words.count(word) > 1)
            for each in held:
                look(where, each)

    look("", tomllib.loads(PATH.read_text("utf-8")))
    assert found == []
