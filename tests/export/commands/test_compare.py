"""Two files compared."""

import json
from pathlib import Path

from tests.export.commands.running import SAMPLE, Run


def test_two_files_are_compared_cell_by_cell_and_paragraph_by_paragraph(run: Run, tmp_path: Path) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    run("convert", SAMPLE, a)
    draft = json.loads(a.read_text(encoding="utf-8"))
    was = draft["cells"]["disputes.reconsideration.upheld"]
    draft["cells"]["disputes.reconsideration.upheld"] = (was or 0) + 2
    draft["sections"]["6"] = "改过的一段。"
    b.write_text(json.dumps(draft), encoding="utf-8")
    done = run("compare", a, b, "--json")
    assert done.returncode == 1
    message = json.loads(done.stdout)
    assert message["same"] is False
    assert message["unknown"] == {"a": [], "b": []}
    assert {"cell": "disputes.reconsideration.upheld", "a": was, "b": (was or 0) + 2}.items() <= message["cells"][
        0
    ].items()
    assert message["paragraphs"][0]["section"] == "6"
    assert "改过的一段。" in message["paragraphs"][0]["b"]
    assert "改过的一段。" in run("compare", a, b).stdout
    same = run("compare", a, a)
    assert (same.returncode, same.stdout.strip()) == (0, f"{a} ↔ {a}：没有不同")


def test_a_draft_does_not_differ_from_its_own_word_file(run: Run, tmp_path: Path) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.docx"
    run("convert", SAMPLE, a)
    run("convert", a, b)
    done = run("compare", a, b)
    assert (done.returncode, done.stdout.strip()) == (0, f"{a} ↔ {b}：没有不同")


def test_a_file_that_cannot_be_compared_is_reported(run: Run, tmp_path: Path) -> None:
    done = run("compare", SAMPLE, tmp_path / "没有.docx")
    assert done.returncode == 2
    assert "没有.docx" in done.stderr
