"""``merge``: check many reports, sum them into one, and tell which are not in the sum and why."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export.commands.batch import PriorFiles, outcomes, prior_files, sources_of
from export.commands.environment import Environment
from export.commands.exit_status import EXIT_FINDINGS, EXIT_OK, EXIT_UNREADABLE
from export.commands.file_output import as_json, findings_json
from export.commands.printing import MARKS, print_json, print_text
from model.errors import UserFacingError

if TYPE_CHECKING:
    from model.batch.results import BatchResults
    from model.batch.selection import Choices, Selection
    from model.batch.sources import Source
    from model.batch.summary import Summary
    from model.batch.unit_list import UnitList
    from model.checks.findings import Finding
    from model.form.edition import Edition
    from model.report.report import Report


def merge_files(environment: Environment, arguments: argparse.Namespace) -> int:
    """Sum the files and write the summary to ``arguments.output``.

    Exit status 0: nothing to correct in the files or the summary; 1: something is; 2: a file could not be read.

    Raises:
        UserFacingError: there is nothing to sum, or the summary could not be written.
    """
    from model.batch.results import BatchResults
    from model.form.edition import edition_for

    year = arguments.year
    if not 2008 <= year <= 2099:
        raise UserFacingError(f"--year 应为四位年份，如 2025，而写的是 {year}")
    units, choices = _unit_list(arguments.units), _choices(arguments)
    _refuse_unknown_tables(arguments.unit_tables)
    last = _last_summary(environment, arguments.last_summary)
    found, problems = sources_of(_without(arguments.files, arguments.output))
    for problem in problems:
        print_text(problem, as_error=True)
    priors = _priors(environment, arguments, units)
    prior_of = priors.of_file if priors is not None else None
    results = BatchResults(environment.editions, year)
    try:
        for outcome in outcomes(environment, [source for _, source in found], None, arguments.jobs, prior_of):
            row = results.add(outcome)
            if outcome.file is None:
                print_text(outcome.error, as_error=True)
            elif not arguments.json:
                print_text(f"{row.mark}　{row.organ or row.name}　{row.remark}".rstrip())
        edition = edition_for(year, environment.editions)
        merging = _Merging(environment, results, edition, arguments, units, choices, priors)
        names = {number: name for number, (name, _) in enumerate(found)}
        merging.run(names, last)
        if arguments.lists is not None:
            merging.write_lists(arguments.lists, {number: source for number, (_, source) in enumerate(found)})
    finally:
        results.close()
    if problems or any(not row.edition for row in results.rows.values()):
        return EXIT_UNREADABLE
    errors = any(row.errors for row in results.rows.values())
    return EXIT_FINDINGS if errors or merging.has_findings else EXIT_OK


def _without(files: Sequence[str], output: Path) -> list[str]:
    """An earlier summary at the place of the new one is no addend."""
    try:
        return [name for name in files if not (output.exists() and Path(name).exists() and output.samefile(name))]
    except OSError:
        return list(files)


def _priors(environment: Environment, arguments: argparse.Namespace, units: "UnitList") -> "PriorFiles | None":
    from model.batch.sources import is_of_many

    name: str | None = arguments.last_year
    if name is None:
        return None
    if not is_of_many(Path(name)):
        raise UserFacingError(f"--last-year 应为放着各单位上年年报的文件夹或压缩包，“{name}”不是")
    return prior_files(environment, name, arguments.jobs, units)


def _unit_list(path: Path | None) -> "UnitList":
    from model.batch.selection import NO_LIST
    from model.batch.unit_list import read_unit_list

    return NO_LIST if path is None else read_unit_list(path)


def _choices(arguments: argparse.Namespace) -> "Choices":
    from model.batch.selection import Choices
    from model.batch.unit_list import OUT_OF_SCOPE

    if wrong := [each for each in arguments.leave_out if each not in OUT_OF_SCOPE]:
        raise UserFacingError(f"--leave-out 没有“{wrong[0]}”这一类，可用：{'、'.join(OUT_OF_SCOPE)}")
    return Choices(
        with_errors=arguments.with_errors,
        with_old_form=arguments.with_old_form,
        with_unknown=arguments.with_unknown,
        sums_of_some=arguments.sums_of_some,
        out_of_scope=frozenset(arguments.leave_out),
    )


def _refuse_unknown_tables(names: Sequence[str]) -> None:
    from export.document.unit_tables import CHARGES, REQUESTS

    if wrong := [each for each in names if each not in (REQUESTS, CHARGES)]:
        raise UserFacingError(f"--unit-tables 没有“{wrong[0]}”这张表，可用：{REQUESTS}、{CHARGES}")


def _last_summary(environment: Environment, name: str | None) -> "Report | None":
    from model.importing import import_report

    return None if name is None else import_report(Path(name), environment.editions).report


class _Merging:
    """The files that were read, summed, written and told."""

    def __init__(
        self,
        environment: Environment,
        results: "BatchResults",
        edition: "Edition",
        arguments: argparse.Namespace,
        units: "UnitList",
        choices: "Choices",
        priors: "PriorFiles | None" = None,
    ) -> None:
        self._environment = environment
        self._results = results
        self._edition = edition
        self._arguments = arguments
        self._units = units
        self._choices = choices
        self._priors = priors
        self._tables: list[dict[str, Any]] = []
        """What is told of each table of units in the words of the summary."""
        self.has_findings = False
        """Whether something about the summary must be corrected, or a unit or file is not in it."""

    def run(self, names: Mapping[int, str], last: "Report | None") -> None:
        """``names``: what each file is called in the output.

        Raises:
            UserFacingError: there is nothing to sum, or the summary could not be written.
        """
        from model.batch.selection import select
        from model.batch.summary import summed
        from model.checks.engine import check

        arguments, editions = self._arguments, self._environment.editions
        rows = self._results.rows
        selection = select(rows.values(), arguments.organ, arguments.year, self._units, self._choices)
        if arguments.json:
            for number in sorted(rows):
                print_json(self._file_json(number, names[number], selection))
        if not selection.taken:
            why = "；".join(each.why for each in selection.left_out[:3]) or "没有文件"
            raise UserFacingError(f"没有可以汇总的文件，没有写出汇总报告：{why}")
        summary = summed(self._results, selection, self._edition, editions, sums_of_some=self._choices.sums_of_some)
        report = summary.report(arguments.organ, arguments.year)
        own = check(report, self._edition, last, last_edition=editions.get(last.edition) if last else None)
        tables_only = [each for each in own.findings if each.cells and each.section not in self._edition.text_keys]
        findings = [*self._findings(summary, selection, last), *tables_only]
        self.has_findings = bool(selection.left_out or selection.missing) or any(
            each.severity == "error" for each in findings
        )
        report = self._with_unit_tables(report, summary)
        self._environment.export(report, arguments.output, None)
        self._tell(names, selection, summary, report, findings)

    def _with_unit_tables(self, report: "Report", summary: "Summary") -> "Report":
        """One table after another, so that it is known which the form has a text for."""
        from export.document.unit_tables import with_unit_tables

        for name in dict.fromkeys(self._arguments.unit_tables):
            made = with_unit_tables(report, summary, (name,), self._units, self._results, self._environment.editions)
            if made is report:
                print_text(f"{self._edition.name}没有写“{name}”的地方，没有附这张表", as_error=True)
                continue
            changed = (key for key, text in made.texts.items() if text != report.texts.get(key))
            self._tables.append({"table": name, "section": next(changed), "units": len(summary.taken)})
            report = made
        return report

    def write_lists(self, folder: Path, sources: "Mapping[int, Source]") -> None:
        """Write the return lists and the overview; what could not be written is told.

        Raises:
            UserFacingError: the folder cannot be made.
        """
        from datetime import date

        from export.batch_writer import BatchPapers, Occasion, write_papers
        from model.batch.hand_in_days import hand_in_days
        from model.batch.selection import select
        from model.disk_errors import reason

        arguments = self._arguments
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserFacingError(f"文件夹“{folder}”建不了：{reason(error)}") from error
        rows = self._results.rows
        selection = select(rows.values(), arguments.organ, arguments.year, self._units, self._choices)
        of_files = {number: day for number, source in sources.items() if (day := source.day()) is not None}
        days = hand_in_days(self._units, selection.units, of_files)
        occasion = Occasion(arguments.year, arguments.organ, date.today())
        environment = self._environment
        papers = BatchPapers(
            self._results, selection, environment.editions, environment.resources, occasion, days, self._units
        )
        written = write_papers(papers, folder)
        for problem in written.problems:
            print_text(problem, as_error=True)
        print_text(f"已写 {len(written.paths)} 份退改清单和总表：{folder}", as_error=True)

    def _findings(self, summary: "Summary", selection: "Selection", last: "Report | None") -> "Iterator[Finding]":
        from model.batch.summary_checks import carried_in_findings, unit_findings

        yield from unit_findings(summary, selection, self._results.rows)
        if last is not None:
            yield from carried_in_findings(summary, last, self._environment.editions[last.edition])

    def _file_json(self, number: int, name: str, selection: "Selection") -> dict[str, Any]:
        row = self._results.rows[number]
        left_out = {each.number: each for each in selection.left_out}
        about = {
            "unit": selection.units.get(number),
            "counted": number not in left_out,
            "why": left_out[number].why if number in left_out else None,
        }
        if not row.edition:
            return {"file": name, "error": row.remark, **about}
        if self._priors is not None:
            prior = self._priors.of(row.organ, row.year)
            about["last_year_file"] = prior.name if prior is not None else None
        return {**as_json(name, self._results.checked(number), self._environment.editions), **about}

    def _tell(
        self,
        names: Mapping[int, str],
        selection: "Selection",
        summary: "Summary",
        report: "Report",
        findings: "Sequence[Finding]",
    ) -> None:
        from model.report.json_format import write_report_json

        output = str(self._arguments.output)
        if self._arguments.json:
            written = write_report_json(report, self._edition)
            print_json(
                {
                    "file": output,
                    **{key: written[key] for key in ("edition", "organ", "year", "title", "cells", "sections")},
                    "unread": [],
                    "findings": findings_json(findings),
                    "counted": [{"file": names[each.number], "unit": each.unit} for each in selection.taken],
                    "left_out": [
                        {"file": names[each.number], "unit": each.unit or None, "why": each.why}
                        for each in selection.left_out
                    ],
                    "missing": [unit.name for unit in selection.missing],
                    "unit_tables": self._tables,
                    "blank_in": {str(cell): list(units) for cell, units in summary.blank_in.items()},
                }
            )
            return
        print_text(f"汇总：{report.organ} {report.year} 年度，计入 {len(selection.taken)} 个单位，写入 {output}")
        for table in self._tables:
            section = next(each for each in self._edition.sections if each.key == table["section"])
            print_text(f"  正文附表：{table['table']}（{section.title}），{table['units']} 个单位")
        for left in selection.left_out:
            print_text(f"  － 没有计入 {names[left.number]}{f'（{left.unit}）' if left.unit else ''}：{left.why}")
        for finding in sorted(findings, key=lambda each: list(MARKS).index(each.severity.value)):
            print_text(f"  {MARKS[finding.severity.value]} {finding.description}")
