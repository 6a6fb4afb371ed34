"""Makes a workbook of every .csv in a folder, days as days. Run by the peers' Python."""

import csv
import sys
from datetime import date
from pathlib import Path

from openpyxl import Workbook

for path in sorted(Path(sys.argv[1]).glob("*.csv")):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    sheet.append(head)
    day, due = head.index("date"), head.index("due")
    for row in rows:
        cells: list[object] = [*row]
        cells[day] = date.fromisoformat(row[day])
        cells[due] = date.fromisoformat(row[due]) if row[due] else None
        sheet.append(cells)
    book.save(path.with_suffix(".xlsx"))
