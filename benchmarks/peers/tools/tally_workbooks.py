"""Reads the workbooks of the current folder, checks and counts them as an office would. Run by the peers' Python.

Prints `city,word,count`: the status of issues on 30 June, and what was 收集 in June.
"""

import sys
from pathlib import Path

import pandas as pd

AFTER = {"反映": "待核实", "核实": "待交办", "交办": "办理中", "重开": "办理中", "办结": "已办结", "销号": "已销号"}
SAME = ("办理", "评价")

files = sorted(Path().glob("*.xlsx"))
events = pd.concat([pd.read_excel(path, engine=sys.argv[1]) for path in files], ignore_index=True)

of_issue = events.groupby("id", sort=False)
wrong = events[["city", "id", "enterprise", "title", "category", "date", "type"]].isna().any(axis=1)
wrong |= ~events["type"].isin([*AFTER, *SAME])
wrong |= events["date"] < of_issue["date"].shift()  # dates that go backwards
wrong |= (events["type"] == "反映") != (of_issue.cumcount() == 0)  # an id twice, or no report first
wrong |= events["due"] < events["date"]
if wrong.any():
    sys.exit(f"{wrong.sum()} rows are wrong")

by_month = events.groupby(["city", events["date"].dt.strftime("%Y-%m"), "type"]).size()
for (city, month, kind), count in by_month.items():
    if month == "2019-06" and kind == "反映":
        print(f"{city},收集,{count}")
then = (
    events[(events["date"] <= "2019-06-30") & events["type"].isin(list(AFTER))].groupby("id")[["city", "type"]].last()
)
for (city, status), count in then.groupby(["city", then["type"].map(AFTER)]).size().items():
    print(f"{city},{status},{count}")
