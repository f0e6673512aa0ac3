"""``python -m tests.benchmarks [name …] [--corpus second|third|…|ninth]``: one JSON line a measurement.

``claims --corpus second`` scores the whole narratives of ``tests/samples/narratives`` instead of the suite's corpus,
``third`` to ``ninth`` those of its folders of that name, which have errors of their own.
``fuzz`` and ``structures`` take ``--seed N --seconds S --first N --count N --processes N --keep FOLDER``.
"""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import (  # Qt reads the variable above when it is imported
    batch,
    bundle,
    containers,
    documents,
    fuzz,
    model,
    registers,
    second_corpus,
    shapes,
    store,
    window,
)
from tests.benchmarks.narratives import CORPORA

BENCHMARKS = {
    "edit_to_findings": model.edit_to_findings,
    "word_to_findings": model.word_to_findings,
    "claims": model.claims,
    "shapes": shapes.shapes,
    "repair_single": model.repair_single,
    "repair_double": model.repair_double,
    "key_to_paint": window.key_to_paint,
    "paste_table": window.paste_table,
    "stalls": window.stalls,
    "import_docx": documents.import_docx,
    "import_doc": documents.import_doc,
    "import_xlsx": documents.import_xlsx,
    "import_xls": documents.import_xls,
    "import_html": documents.import_html,
    "import_pdf": documents.import_pdf,
    "count_register": registers.count_register,
    "export_docx": documents.export_docx,
    "export_xlsx": documents.export_xlsx,
    "export_all": documents.export_all,
    "start_window": window.start_window,
    "start_drafts": window.start_drafts,
    "start_bundle": bundle.start_bundle,
    "open_store": store.open_store,
    "kill_test": store.kill_test,
    "store_damage": store.store_damage,
    "batch_files": batch.batch_files,
    "batch_memory": batch.batch_memory,
    "batch_stalls": window.batch_stalls,
    "fuzz": fuzz.fuzz,
    "structures": fuzz.structures,
    "containers": containers.containers,
}


def main() -> int:
    names = sys.argv[1:]
    if names[-2:-1] == ["--corpus"]:
        if names[:-2] != ["claims"] or names[-1] not in CORPORA:
            print(f"only claims has other corpora: {', '.join(CORPORA)}", file=sys.stderr)
            return 2
        second_corpus.score(names[-1])
        return 0
    if names[:1] in (["fuzz"], ["structures"]):
        {"fuzz": fuzz.fuzz, "structures": fuzz.structures}[names[0]](names[1:])
        return 0
    names = names or list(BENCHMARKS)
    if unknown := set(names) - set(BENCHMARKS):
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names:
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
