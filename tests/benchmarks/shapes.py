"""How the check reads sentences whose figures vary: those of ``tests/samples/shapes``."""

import json
from collections import Counter

from tests.benchmarks.sample import editions
from tests.benchmarks.second_corpus import about_words, answer_of, checked_narrative, plants
from tests.model.narrative.words.shapes import KINDS, all_filled

TIMES = 2
"""How often each sentence is filled with other figures."""


def shapes() -> None:
    """One JSON line a file: texts, those with a 须核实 or a hint, which is false, and numbers that were made wrong."""
    edition = editions()["2021"]
    for kind in KINDS:
        counts: Counter[str] = Counter()
        for _, text in all_filled(kind, TIMES):
            if text is None:
                counts["unfilled"] += 1
                continue
            before = about_words(checked_narrative(text, text.texts, text.figures, edition))
            known = {(each.rule, each.message) for each in before}
            kinds = {each.severity.value for each in before if "half_width" not in each.rule}
            counts.update(["texts", *(f"false_{each}" for each in kinds)])
            for mark in (each for each in text.marks if each.is_number):
                for plant in plants(text, mark):
                    found = about_words(checked_narrative(text, plant.texts, plant.figures, edition))
                    counts[answer_of([each for each in found if (each.rule, each.message) not in known])] += 1
        made_wrong = counts["told"] + counts["hinted"] + counts["silent"]
        line = {"name": f"shapes_{kind}", **counts, "told_share": round(counts["told"] / made_wrong, 4)}
        print(json.dumps(line, ensure_ascii=False))
