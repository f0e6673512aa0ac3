"""The lexicon of phrases that refer to cells: ``resources/lexicon.toml``, validated and compiled to one pattern."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from model.form.schema import EditionError, built, entries_of, require_unique
from model.narrative.contexts import Contexts, vet_context
from model.narrative.word_fragments import Fragment, spelled_out

FORMAT = 1
PATH = Path(__file__).resolve().parent.parent.parent / "resources" / "lexicon.toml"
UNSCANNED = frozenset({"about_before", "about_after", "gentle", "filed", "matters"})
"""Words of these classes are searched for next to another word or a sign only."""

BARE = "~"
"""Begins the class of a word that means its phrase only as an item of a list."""
PATTERN_SIGNS = frozenset("\\.^$*+?{}[]|()")

Alternatives = tuple[tuple[str, ...], ...]
"""Alternative readings, each a list of ids whose figures are added up."""


@dataclass(frozen=True)
class Phrase:
    """Wordings that refer to cells; the head of the lexicon file documents the keys."""

    id: str
    name: str
    words: tuple[str, ...]
    group: str
    table: str = ""
    rows: Alternatives = ()
    loose: Alternatives = ()
    columns: Alternatives = ()
    default: Alternatives = ()
    topic: str = ""
    needs: str = ""
    rank: int = 0
    soft: bool = False
    bare: tuple[str, ...] = ()
    modified: bool = False
    partial: bool = False
    absent: bool = False
    beside: tuple[str, ...] = ()
    rest_of: tuple[str, ...] = ()
    stands_for: str = ""
    signs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marks:
    """Words that refer to no cell but decide how a number is interpreted."""

    about_before: tuple[str, ...]
    about_after: tuple[str, ...]
    scope: tuple[str, ...]
    own_scope: tuple[str, ...]
    last_year: tuple[str, ...]
    compared: tuple[str, ...]
    not_compared: tuple[str, ...]
    rise: tuple[str, ...]
    fall: tuple[str, ...]
    share: tuple[str, ...]
    rate: tuple[str, ...]
    parts: tuple[str, ...]
    whole: tuple[str, ...]
    rest: tuple[str, ...]
    open_list: tuple[str, ...]
    gentle: tuple[str, ...]
    foreign: tuple[str, ...]
    neutral: tuple[str, ...]
    qualified: tuple[str, ...]
    filed: tuple[str, ...]
    matters: tuple[str, ...]


NEGATED, DONE = "negated", "done"
"""The marks of a word that denies, and of words for all being done."""
IN_TIME = ("当年", "当月")
COUNTED_OBJECT = r"|(?:政府信息公开|信息公开|依申请公开|公开)?申请\s*\d"
"""当年办结申请 250 件: so many, and not all."""
LONGEST_HOW = 30
"""Most characters between 均 and its verb."""


@dataclass(frozen=True)
class DoneWords:
    """The parts of a statement that everything was answered; the lexicon file explains them."""

    all: tuple[str, ...]
    excluded: str
    verbs: tuple[str, ...]
    perhaps: tuple[str, ...]
    already: tuple[str, ...]
    rates: tuple[str, ...]
    rate_is: tuple[str, ...]
    whole: tuple[str, ...]

    @cached_property
    def of_all(self) -> re.Pattern[str]:
        """A word for all, or a rate."""
        return re.compile(f"{_any(self.all, literal=False)}|率")

    @cached_property
    def says_less(self) -> re.Pattern[str]:
        """One of :attr:`perhaps`."""
        return re.compile(_any(self.perhaps, literal=False))

    @property
    def done(self) -> tuple[str, ...]:
        """Patterns of all that such a statement may be."""
        day = r"\d{1,2}(?=个?工作日)"
        sign = "(?<=[限间日以之围]内)[,，](?=[按及])|[,，](?=并)"
        how = rf"(?:▒++|(?!公开)[^{self.excluded}\d]|{day}|20\d\d(?=年)|{sign}){{0,{LONGEST_HOW}}}?"
        verb = _any((*self.verbs, *self.perhaps), literal=False)
        rest = rf"(?:▒++|(?!公开)[^{self.excluded}已\d]|{day}){{0,{LONGEST_HOW}}}?"
        not_yet = r"(?![^，,。；;\d]{0,14}(?:补正|延期|延长|转办))"
        goes_on = rf"并(?:全部|依法|及时)?(?:予以|给予|向申请人)?公开|并告知{not_yet}[^，,。；;\d]{{2,20}}"
        ends = rf"(?:完毕|申请人|工作|办理(?!率))?(?:{goes_on})?(?=[，,。；;）)]|$)"
        rate = rf"率(?:{_any(self.rate_is)}){{0,6}}\s?(?:100[%％]|百分之百|百分百)"
        return (
            *(f"{word}{how}(?:{verb})(?!率|均|都{COUNTED_OBJECT * (word in IN_TIME)})" for word in self.all),
            *(f"{word}{rest}(?:{verb}){ends}" for word in self.already),
            *(f"{word}{rate}" for word in self.rates),
            *self.whole,
        )


@dataclass(frozen=True)
class NoneWords:
    """The parts of a statement that there was none of something; the lexicon file explains them."""

    denies: tuple[str, ...]
    denies_verbs: tuple[str, ...]
    lacks: tuple[str, ...]
    happens: tuple[str, ...]
    makes: tuple[str, ...]
    ends: tuple[str, ...]
    before: tuple[str, ...]
    between: tuple[str, ...]
    joins: tuple[str, ...]
    tails: tuple[str, ...]
    leads: tuple[str, ...]

    @property
    def negated(self) -> tuple[str, ...]:
        """Patterns of the words that deny, their verbs included: 未曾收到过."""
        verbs = _any((*self.happens, *self.makes, *self.ends), literal=False)
        alone = (f"{word}(?:{verbs}){{0,4}}" for word in self.denies)
        with_verb = (f"{word}(?:(?:{verbs}){{1,4}}|(?={_any(self.before)}))" for word in self.denies_verbs)
        return (*alone, *with_verb, *self.lacks)

    @cached_property
    def lacking(self) -> re.Pattern[str]:
        """A word that denies decisions and charges only."""
        return re.compile(_any(self.lacks, literal=False))

    @cached_property
    def filling(self) -> re.Pattern[str]:
        """One word that says nothing of its own."""
        return re.compile(f"(?:{_any(self.between, literal=False)}|\\s)")

    @cached_property
    def joining(self) -> re.Pattern[str]:
        """What joins one thing to the next."""
        return re.compile(f"\\s*(?:{_any(self.joins)})\\s*")

    @cached_property
    def ending(self) -> re.Pattern[str]:
        """What may stand behind the thing."""
        return re.compile(f"(?:{_any(self.tails)}|\\s)*+")

    @cached_property
    def leading(self) -> re.Pattern[str]:
        """What may stand between the thing and the word that denies it."""
        return re.compile(f"(?:{_any((*self.leads, *self.tails), literal=False)}|\\s)*+")

    @cached_property
    def makes_documents(self) -> re.Pattern[str]:
        """Any verb that makes documents."""
        return re.compile(_any(self.makes, literal=False))

    @cached_property
    def ends_documents(self) -> re.Pattern[str]:
        """Any verb that ends documents."""
        return re.compile(_any(self.ends))


def _any(words: Iterable[str], *, literal: bool = True) -> str:
    found = sorted({*words}, key=len, reverse=True)
    return "|".join(map(re.escape, found) if literal else found)


@dataclass(frozen=True)
class Roles:
    """The tables, topics and phrases that the reading of sentences treats specially; the lexicon file explains them."""

    requests: str
    disputes: str
    disclosure: str
    charges: str
    total: Alternatives
    all_requests: str
    received: str
    carried_in: str
    carried_out: str
    carried: str
    handled: str
    whole_of_shares: str
    fees: str
    not_processed: str
    otherwise: str
    granted: str
    granted_in_part: str
    organisations: str
    person: str
    issued: str
    repealed: str
    suit: str
    corrected: tuple[str, ...]
    in_force: str
    decided: str
    pending: str
    licences: str
    made_public: tuple[str, ...]
    published: str
    answers: tuple[str, ...]
    answered_only: tuple[str, ...]
    bare_verbs: tuple[str, ...]
    beside_handled: tuple[str, ...]
    perhaps_decided: tuple[str, ...]
    also_topics: tuple[str, ...]
    punishes: tuple[str, ...]
    pulls_down: tuple[str, ...]
    decided_by_parts: tuple[str, ...]
    sorts_of_documents: tuple[str, ...]


NO_PHRASES = frozenset({"requests", "disputes", "disclosure", "charges", "total"})
"""The roles that name tables, topics or columns; all others name phrases."""


@dataclass(frozen=True)
class InsertableEntry:
    """A number offered for insertion into the text."""

    group: str
    phrase: str
    rows_of: str = ""
    name: str = ""
    compared: str = ""


@dataclass(frozen=True)
class SentenceEntry:
    """A sentence offered for insertion where the figures decide it."""

    topic: str
    name: str
    text: str
    zero: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """Phrases whose figures must be known although the text does without them."""

    @property
    def named(self) -> frozenset[str]:
        """The phrases in the text, those in parts that may be left out included."""
        return frozenset(PLACEHOLDER.findall(self.text)) - {YEAR}

    @property
    def needed(self) -> frozenset[str]:
        """The phrases whose figures must be known."""
        return frozenset({*PLACEHOLDER.findall(OPTIONAL_PART.sub("", self.text)), *self.zero, *self.known} - {YEAR})


YEAR = "年"
OPTIONAL_PART = re.compile(r"〔([^〔〕]{0,99})〕")
PLACEHOLDER = re.compile(r"\{([^{}]{1,99})\}")


@dataclass(frozen=True)
class _LexiconFile:
    format: int
    measures: tuple[str, ...]
    near_measures: tuple[str, ...]
    other_measures: tuple[str, ...]
    vocabulary: tuple[str, ...]
    fragments: tuple[Fragment, ...]
    marks: Marks
    done: DoneWords
    none: NoneWords
    roles: Roles
    contexts: Contexts
    insertable: tuple[InsertableEntry, ...]
    sentences: tuple[SentenceEntry, ...]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The validated lexicon with patterns that are compiled on first use."""

    measures: tuple[str, ...]
    near_measures: tuple[str, ...]
    other_measures: tuple[str, ...]
    vocabulary: tuple[str, ...]
    """Plain words for dividing a text into tokens."""
    marks: Mapping[str, tuple[str, ...]]
    done: DoneWords
    none: NoneWords
    roles: Roles
    contexts: Contexts
    insertable: tuple[InsertableEntry, ...]
    sentences: tuple[SentenceEntry, ...]
    phrases: Mapping[str, Phrase]

    @cached_property
    def _classes(self) -> tuple[tuple[str, str], ...]:
        """(word, class): the class is a phrase's id or a mark's name; longer words first."""
        words = [(word, phrase.id) for phrase in self.phrases.values() for word in phrase.words]
        words += [(word, mark) for mark, some in self.marks.items() if mark not in UNSCANNED for word in some]
        words += [(word, BARE + phrase.id) for phrase in self.phrases.values() for word in phrase.bare]
        return tuple(sorted(words, key=lambda each: (-_length(*each), -len(each[0]))))

    @cached_property
    def scan(self) -> re.Pattern[str]:
        """Matches any word of the lexicon, longer ones first; grouped by first character for speed."""
        return re.compile(_alternation(word for word, _ in self._classes))

    @cached_property
    def scan_without_bare(self) -> re.Pattern[str]:
        """The same without the words that mean something only in lists."""
        return re.compile(_alternation(word for word, kind in self._classes if kind[0] != BARE))

    def compile_all(self) -> None:
        """Compiles what is otherwise compiled on first use: for a process of which copies are made, each of which would
        compile it again."""
        for mark in self.marks:
            self.any_of(mark)
        for part in (self, self.done, self.none):
            for name, each in vars(type(part)).items():
                if isinstance(each, cached_property):
                    getattr(part, name)

    def classes(self, match: re.Match[str]) -> tuple[str, ...]:
        """The phrase ids or mark names of a match of :attr:`scan`, usually one."""
        known, depends = _classes(self, match[0])
        for pattern, kind in depends:  # what stands around decides: 完成 12 件
            found = pattern.match(match.string, match.start())
            if found is not None and found.end() == match.end():
                return (*known, kind)
        return known

    @cached_property
    def fixed(self) -> Mapping[str, tuple[str, ...]]:
        """Literal word -> its classes."""
        found: dict[str, list[str]] = {}
        for word, kind in self._classes:
            found.setdefault(word, []).append(kind)
        return {word: tuple(dict.fromkeys(kinds)) for word, kinds in found.items()}

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """(compiled pattern, class) of the words that are regular expressions."""
        return tuple((re.compile(word), kind) for word, kind in self._classes if re.escape(word) != word)

    @cache  # noqa: B019 - lives as long as the program
    def any_of(self, mark: str) -> re.Pattern[str]:
        """Matches any word of the mark."""
        return re.compile(_alternation(sorted(self.marks[mark], key=len, reverse=True)))


def _length(word: str, kind: str) -> int:
    """By which words are tried: a word that denies comes after every longer phrase, as 无法提供."""
    return SHORT if kind == NEGATED else len(LOOKING_AHEAD.sub("", word))


LOOKING_AHEAD = re.compile(r"\(\?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
"""What must follow a word is no part of it."""


SHORT = 2


@lru_cache(maxsize=4096)
def _classes(lexicon: Lexicon, found: str) -> tuple[tuple[str, ...], tuple[tuple[re.Pattern[str], str], ...]]:
    """The classes of a text by itself, and the patterns that decide by what stands around it."""
    known = lexicon.fixed.get(found, ())
    if any(kind[0] != BARE for kind in known):
        return known, ()
    depends: list[tuple[re.Pattern[str], str]] = []
    for pattern, kind in lexicon.patterns:
        if pattern.pattern[0] != found[0]:
            continue
        if LOOKS_AROUND.search(pattern.pattern):
            depends.append((pattern, kind))
        elif pattern.fullmatch(found):
            known = (*known, kind)
            if kind[0] != BARE:  # a bare word hides no other
                return known, tuple(depends)
    return known, tuple(depends)


LOOKS_AROUND = re.compile(r"\(\?<?[=!]|\\b")


def _alternation(words: Iterable[str]) -> str:
    """One pattern for all words, grouped by first character, so that most positions fail at the lookahead."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word[1:])
    branches = (f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    return f"(?=[{''.join(map(re.escape, by_first))}])(?:{'|'.join(branches)})"


def load_lexicon(path: Path) -> Lexicon:
    """Reads and validates a lexicon file.

    Raises:
        EditionError: naming the file and the entry that is wrong.
    """
    entries = entries_of(path, FORMAT)
    file_ = _with_fragments(built(_LexiconFile, entries, path.name), path.name)
    marks = {each.name: getattr(file_.marks, each.name) for each in dataclasses.fields(Marks)}
    marks[NEGATED], marks[DONE] = file_.none.negated, file_.done.done
    require_unique(path.name, "phrases", [*(phrase.id for phrase in file_.phrases), *marks])
    for name, words in marks.items():
        _vet(words, f"{path.name}：marks {name}")
    for phrase in file_.phrases:
        _vet(phrase.words or phrase.bare, f"{path.name}：phrases {phrase.id}")
        if phrase.bare:
            _vet(phrase.bare, f"{path.name}：phrases {phrase.id}")
        if both := sorted({*phrase.words} & {*phrase.bare}):
            raise EditionError(f"{path.name}：phrases {phrase.id}：{'、'.join(both)} 既在 words 又在 bare 里")
        if (phrase.rows or phrase.columns) and not phrase.table:
            raise EditionError(f"{path.name}：phrases {phrase.id}：有 rows 或 columns 就要有 table")
    _vet_references(file_, path.name)
    for each in dataclasses.fields(Contexts):
        vet_context(getattr(file_.contexts, each.name), f"{path.name}：contexts {each.name}")
    return Lexicon(
        file_.measures,
        file_.near_measures,
        file_.other_measures,
        file_.vocabulary,
        marks,
        file_.done,
        file_.none,
        file_.roles,
        file_.contexts,
        file_.insertable,
        file_.sentences,
        {phrase.id: phrase for phrase in file_.phrases},
    )


def _with_fragments(file_: _LexiconFile, name: str) -> _LexiconFile:
    require_unique(name, "fragments", [each.name for each in file_.fragments])
    fragments: dict[str, tuple[str, ...]] = {}
    for each in file_.fragments:  # those above may be parts of it
        fragments[each.name] = spelled_out(each.words, fragments, f"{name}：fragments {each.name}")
    marks = {
        each.name: spelled_out(getattr(file_.marks, each.name), fragments, f"{name}：marks {each.name}")
        for each in dataclasses.fields(Marks)
    }
    phrases = (
        dataclasses.replace(
            each,
            words=spelled_out(each.words, fragments, f"{name}：phrases {each.id}"),
            bare=spelled_out(each.bare, fragments, f"{name}：phrases {each.id}"),
        )
        for each in file_.phrases
    )
    return dataclasses.replace(file_, marks=Marks(**marks), phrases=tuple(phrases))


def _vet_references(file_: _LexiconFile, name: str) -> None:
    """Raises an ``EditionError`` if a role, an insertable number or a sentence names a phrase that does not exist."""
    phrases = {phrase.id: phrase for phrase in file_.phrases}
    named: list[tuple[str, Iterable[str]]] = []
    for each in dataclasses.fields(Roles):
        value = getattr(file_.roles, each.name)
        if each.name not in NO_PHRASES:
            named.append((f"roles {each.name}", (value,) if isinstance(value, str) else value))
    for entry in file_.insertable:
        rows_of = (entry.rows_of,) if entry.rows_of else ()
        named.append((f"insertable {entry.phrase}", (entry.phrase, *rows_of)))
    for sentence in file_.sentences:
        if re.search("[{}〔〕]", OPTIONAL_PART.sub(r"\1", PLACEHOLDER.sub("", sentence.text))):
            raise EditionError(f"{name}：sentences {sentence.name}：括号不成对")
        named.append((f"sentences {sentence.name}", sentence.named | sentence.needed))
    named += [(f"phrases {phrase.id}", (phrase.stands_for,)) for phrase in file_.phrases if phrase.stands_for]
    for where, ids in named:
        if unknown := sorted({*ids} - phrases.keys()):
            raise EditionError(f"{name}：{where}：没有这样的 phrases：{'、'.join(unknown)}")
    roles = file_.roles
    for key, table in (("requests", roles.requests), ("disputes", roles.disputes), ("disclosure", roles.disclosure)):
        if not any(table == phrase.table == phrase.topic for phrase in file_.phrases):
            raise EditionError(f"{name}：roles {key}：没有 phrases 说到 {table}")
    for entry in file_.insertable:
        if not phrases[entry.phrase].rows and not phrases.get(entry.rows_of, phrases[entry.phrase]).rows:
            raise EditionError(f"{name}：insertable {entry.phrase}：没有行，要写明 rows_of")


def _vet(words: tuple[str, ...], where: str) -> None:
    if not words:
        raise EditionError(f"{where}：不能为空")
    for word in words:
        if not word or word[0] in PATTERN_SIGNS:
            raise EditionError(f"{where}：{word!r} 应以普通文字开头")
        try:
            compiled = re.compile(word)
        except re.error as error:
            raise EditionError(f"{where}：{word!r} 不是有效的写法（{error}）") from error
        if compiled.groups:
            raise EditionError(f"{where}：{word!r} 不能带括号")


@cache
def the_lexicon() -> Lexicon:
    """The lexicon shipped with the program, loaded once.

    Raises:
        EditionError: the file is invalid.
    """
    return load_lexicon(PATH)
