"""Patterns of what stands around a number or a phrase, as the lexicon file lists them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from model.form.schema import EditionError

_METHODS = {"between": "fullmatch", "behind": "match", "before": "search", "within": "search"}


@dataclass(frozen=True)
class Context:
    """A pattern of what stands around a number or a phrase; the lexicon file documents the keys."""

    meaning: str
    where: str
    pattern: str
    example: str
    counter_example: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.pattern)

    @cached_property
    def found(self) -> Callable[..., re.Match[str] | None]:
        """The method of the pattern that ``where`` stands for, called with text, start and end as usual."""
        return getattr(self.compiled, _METHODS[self.where])  # type: ignore[no-any-return]

    def without(self, text: str) -> str:
        """The text without all that the pattern matches."""
        return self.compiled.sub("", text)


@dataclass(frozen=True)
class Contexts:
    """The contexts that the reading of sentences asks for, by their names in the lexicon file."""

    counting_words: Context
    before_object: Context
    subject_matter: Context
    other_organ: Context
    known_requests: Context
    respectively: Context
    for_a_reason: Context
    noun_before: Context
    noun_of_applicant: Context
    joined_noun: Context
    mostly_about: Context
    mostly: Context
    each_of_them: Context
    share_of_place: Context
    next_of_numbers: Context
    listed: Context
    asked_for: Context
    other_ways: Context
    change_result: Context
    joining_count: Context
    grows_to: Context
    grows_from: Context
    kinds_of_decisions: Context
    place: Context
    planned: Context
    joined_before: Context
    joined_behind: Context
    done_behind: Context
    some_of_them: Context
    looked_through: Context
    left_alone: Context
    left_to_do: Context
    right_behind: Context
    came_before: Context
    all_that_came: Context
    clause_end: Context
    reason: Context
    nothing_but_all: Context
    only_one: Context
    of_the_rest: Context
    requests_of_a_kind: Context
    comes_to: Context
    or_carried_out: Context
    some_on_disclosure: Context
    not_on_disclosure: Context
    joined_disputes: Context
    with_this_outcome: Context
    next_dispute: Context
    sorted_as_on_request: Context
    sorted_otherwise: Context
    papers_of_a_sort: Context
    of_requests: Context
    carried_from: Context
    carried_to: Context
    compared_with: Context
    turns: Context
    up_to_it: Context
    way_of_asking: Context
    one_of_ways: Context
    one_way_of_several: Context
    newly_received: Context
    year_of_cause: Context
    since_that_year: Context
    number_of_that_year: Context
    times_that_year: Context
    outcome_of_all: Context
    of_the_whole: Context
    as_many: Context
    decides_them: Context
    decided_here: Context
    by_way: Context
    by_one_way: Context
    one_more_way: Context
    all_together: Context
    among_them: Context
    out_of_them: Context
    open_list: Context
    new_statement: Context
    list_ends: Context
    item_begins: Context
    item_number: Context
    item_counted: Context
    item_ends: Context
    not_done: Context
    of_all_kinds: Context
    goes_on: Context
    label: Context
    label_ends: Context
    compared_with_all: Context
    year_of_document: Context
    on_channel: Context
    in_court: Context
    of_former_years: Context
    of_both_years: Context
    given_free: Context
    each_time: Context
    next_of_years: Context
    requests_by_year: Context
    requests_behind_years: Context
    from_last_year_to: Context
    disputes_from_before: Context
    carried_next: Context
    as_defendant: Context
    several_together: Context
    share_of_requests: Context
    gave_rise: Context
    contains_last_years: Context
    none_right_before: Context
    none_of_list: Context
    none_of_the_rest: Context
    all_of_one_kind: Context
    same_verb: Context
    beside_disputes: Context
    everybody: Context
    of_some_organs: Context
    made_sure_of: Context
    on_average: Context
    there_are: Context
    counted_thing_ends: Context
    of_our_disputes: Context
    of_the_year: Context
    wanted: Context
    part_of_last_year: Context
    of_tasks: Context
    sorted_papers: Context
    sorted_anew: Context
    dispute_before: Context
    those_about_disclosure: Context
    perhaps_decided: Context
    all_of_others: Context
    of_both_roles: Context
    kind_before: Context
    other_papers: Context
    says_disclosure: Context
    about_ours: Context
    who_brought: Context
    said_of_any_dispute: Context
    said_of_any_answer: Context
    outcome_counted_behind: Context
    of_some_organs_or_examples: Context
    others_included: Context
    taken_of_them: Context
    said_of_any_request: Context
    something_done: Context
    asks_about_disputes: Context
    rest_of_disputes: Context
    how_ended: Context
    after_reconsideration: Context
    for_one_fault: Context
    besides_ours: Context
    others_too: Context
    against_government: Context
    papers_of_disputes: Context
    of_disclosure: Context
    whole_cases: Context
    mostly_of_others: Context
    disputes_of_a_year: Context
    counted_disputes: Context
    of_ours_or_reconsidered: Context
    names_dispute: Context
    listed_causes: Context
    decides: Context
    head_of_topics: Context
    other_outcome: Context
    not_made_here: Context
    looked_at: Context
    asked_to_say_more: Context
    consent: Context
    contents: Context
    of_one: Context
    asked_for_one: Context
    sorted_so: Context
    papers_behind: Context
    more_is_said: Context
    of_all_causes: Context
    reported_papers: Context
    nothing_new: Context
    nothing_shared: Context
    on_a_day: Context
    papers: Context
    who_decides: Context
    came_last_year: Context
    lists_units: Context
    government_itself: Context
    its_departments: Context
    licences_decided: Context
    ended_without_decision: Context
    decided_next: Context
    verb_behind_bracket: Context
    and_decided: Context
    put_right_behind: Context
    all_closed: Context
    answer_disputed: Context
    part_of_dispute: Context
    one_thing_asked: Context
    some_that: Context
    matter_of: Context
    unlike_all: Context
    other_registered: Context
    other_dispute: Context
    other_defendant: Context
    of_more: Context
    not_decided: Context
    not_decisions: Context
    not_charged: Context
    handled_otherwise: Context
    shares_of_each: Context
    next_of_last_year: Context
    compared_behind: Context
    only_organisations: Context
    planned_year: Context


def vet_context(context: Context, where: str) -> None:
    """Raises an ``EditionError`` that begins with ``where`` if the context is wrong."""
    if context.where not in _METHODS:
        raise EditionError(f"{where}：where 应为 {'、'.join(_METHODS)} 之一，实为 {context.where!r}")
    try:
        compiled = context.compiled
    except re.error as error:
        raise EditionError(f"{where}：{context.pattern!r} 不是有效的写法（{error}）") from error
    if context.where == "before" and not compiled.pattern.endswith("$"):
        raise EditionError(f"{where}：before 的写法应以 $ 结尾")
    for text in (context.example, context.counter_example):
        if (text.count("⟦"), text.count("⟧")) != (1, 1) or text.index("⟦") > text.index("⟧"):
            raise EditionError(f"{where}：{text!r} 应有一处 ⟦⟧")
