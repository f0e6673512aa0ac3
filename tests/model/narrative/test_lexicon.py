"""The lexicon is vetted when it is read."""

import pytest

from model.form.schema import EditionError
from model.narrative.lexicon import load_lexicon, the_lexicon
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
