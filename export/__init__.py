"""A report as the official document: Word, Excel, web page, and the program's own file."""

from export.report_writer import ExportError, export_report, write_report

__all__ = ["ExportError", "export_report", "write_report"]
