"""Taskwarrior: an issue is a task, and its steps are annotations."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from invented import City

from peers.peer import Run, Totals

TASK = ("task", "rc:taskrc")


class Taskwarrior:
    """taskwarrior: import of everything, and the history by month."""

    program = "task"
    counts = frozenset({"全省收集"})
    largest = "M"

    def write(self, folder: Path, cities: list[City]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        settings = "data.location=data\nconfirmation=off\nverbose=nothing\ngc=off\nhooks=off\n"
        (folder / "taskrc").write_text(settings, encoding="utf-8")
        tasks = []
        for city in cities:
            for issue in city.issues():
                last = issue.steps[-1]
                task: dict[str, object] = {
                    "uuid": str(uuid5(NAMESPACE_URL, issue.id)),
                    "description": f"{issue.id} {issue.title}",
                    "project": city.name,
                    "tags": [issue.category],
                    "entry": f"{issue.steps[0].day:%Y%m%d}T120000Z",
                    "status": "completed" if last.kind == "销号" else "pending",
                    "annotations": [
                        {"entry": f"{step.day:%Y%m%d}T12{number:02d}00Z", "description": step.kind}
                        for number, step in enumerate(issue.steps)
                    ],
                }
                if last.kind == "销号":
                    task["end"] = f"{last.day:%Y%m%d}T120000Z"
                tasks.append(json.dumps(task, ensure_ascii=False))
        (folder / "tasks.json").write_text("[\n" + ",\n".join(tasks) + "\n]\n", encoding="utf-8")

    def jobs(self, _cities: list[City]) -> dict[str, tuple[str, ...]]:
        steps = "rm -rf data && mkdir data && task rc:taskrc import tasks.json && task rc:taskrc history.monthly"
        return {"taskwarrior import + history": ("sh", "-c", steps)}

    def totals(self, run: Run) -> Totals:
        history = run((*TASK, "history.monthly"))  # it was imported by the job
        added = re.search(r"^ *(?:2019)? *June +(\d+)", history, re.MULTILINE)
        return Counter({("", "全省收集"): int(added[1]) if added else 0})
