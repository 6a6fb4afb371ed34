"""What a workbook holds that nobody sees: with it, what comes back is found again and merged."""

ID, FIGURE = "编号", "校验"
"""The headings of the hidden columns: what a row's record is found by, and the check figure of its cells."""
BASE, CHOICES = "bangfu", "选项"
"""The sheets that no menu shows: what was sent, cell by cell, and what may be chosen."""
