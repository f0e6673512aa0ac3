"""Reading and counting a register of applications."""

import io
import tempfile
from pathlib import Path

import openpyxl

from tests.benchmarks.measure import measure
from tests.model.register.registers import counted, random_applications, simple_xlsx

ROWS = 5000


def count_register() -> None:
    """5 000 rows from the file to the count. Floor: openpyxl opens the same workbook and gives every value."""
    with tempfile.TemporaryDirectory() as folder:
        path = simple_xlsx(Path(folder), random_applications(1, ROWS))
        data = path.read_bytes()

        def floor() -> None:
            workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            for sheet in workbook:
                for row in sheet.iter_rows(values_only=True):
                    for _ in row:
                        pass

        measure("count_register", lambda: counted(path), floor, 5, 1)
