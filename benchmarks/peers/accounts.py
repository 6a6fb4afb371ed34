"""Plain-text accounting: every step of an issue is a transaction that moves it from one status to the next."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from invented import City

from peers.peer import BIN, STATUSES, Run, Totals, moves

JUNE = date(2019, 6, 30)


class Hledger:
    """hledger: a journal a city, included by one."""

    program = "hledger"
    counts = STATUSES | {"收集"}
    largest = "L"
    name = "main.journal"

    def write(self, folder: Path, cities: list[City]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / self.name).write_text("".join(f"include {city.slug}.journal\n" for city in cities), "utf-8")
        for city in cities:
            with (folder / f"{city.slug}.journal").open("w", encoding="utf-8") as file:
                for issue in city.issues():
                    for step, before, after in moves(issue.steps):
                        file.write(
                            f"{step.day} * {issue.id} | {step.kind} {issue.title}\n"
                            f"    {before}:{city.name}  -1 ISSUE\n    {after}:{city.name}  1 ISSUE\n"
                        )

    def jobs(self, _cities: list[City]) -> dict[str, tuple[str, ...]]:
        program = ("hledger", "-f", self.name)
        return {"hledger check": (*program, "check"), "hledger balance -M": (*program, "balance", "-M")}

    def totals(self, run: Run) -> Totals:
        months, *rows = csv.reader(run(("hledger", "-f", self.name, "balance", "-M", "-O", "csv")).splitlines())
        return of_accounts(
            (date.fromisoformat(f"{month}-01"), account, int(amount.split()[0]))
            for account, *amounts in rows
            if account != "total"
            for month, amount in zip(months[1:], amounts, strict=True)
        )


class Ledger(Hledger):
    """ledger: the journals of hledger are its own, too."""

    program = "ledger"

    def jobs(self, _cities: list[City]) -> dict[str, tuple[str, ...]]:
        return {"ledger balance -M": ("ledger", "-f", self.name, "balance", "-M")}

    def totals(self, run: Run) -> Totals:
        form = r"%(format_date(date, '%Y-%m-%d')),%(account),%(quantity(amount))\n"
        rows = csv.reader(run(("ledger", "-f", self.name, "register", "-M", "--format", form)).splitlines())
        return of_accounts((date.fromisoformat(day), account, int(amount)) for day, account, amount in rows)


class Beancount:
    """beancount, without its cache: a file a city; accounts are opened, with Latin initials as it demands."""

    program = f"{BIN}/bean-query"
    counts = Hledger.counts
    largest = "L"

    def write(self, folder: Path, cities: list[City]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "main.beancount").write_text(
            "".join(f'include "{city.slug}.beancount"\n' for city in cities), encoding="utf-8"
        )
        for city in cities:
            with (folder / f"{city.slug}.beancount").open("w", encoding="utf-8") as file:
                for status in sorted(self.counts):
                    file.write(f"2019-01-01 open {self._account(status, city)} ISSUE\n")
                for issue in city.issues():
                    for step, before, after in moves(issue.steps):
                        file.write(
                            f'{step.day} * "{issue.id}" "{step.kind} {issue.title}"\n'
                            f"  {self._account(before, city)}  -1 ISSUE\n  {self._account(after, city)}  1 ISSUE\n"
                        )

    def jobs(self, _cities: list[City]) -> dict[str, tuple[str, ...]]:
        return {
            "beancount check": (f"{BIN}/bean-check", "--no-cache", "main.beancount"),
            "beancount query by month": self._query(),
        }

    def totals(self, run: Run) -> Totals:
        _head, *rows = csv.reader(run(self._query()).splitlines())
        return of_accounts(
            (date(int(year), int(month), 1), account.partition(":")[2][1:].replace(":C", ":"), int(number))
            for year, month, account, number in rows
        )

    def _query(self) -> tuple[str, ...]:
        query = "SELECT year, month, account, sum(number) GROUP BY year, month, account"
        return ("env", "BEANCOUNT_DISABLE_LOAD_CACHE=1", f"{BIN}/bean-query", "-f", "csv", "main.beancount", query)

    def _account(self, status: str, city: City) -> str:
        return f"{'Income' if status == '收集' else 'Assets'}:S{status}:C{city.name}"


def of_accounts(postings: Iterable[tuple[date, str, int]]) -> Totals:
    """Sums of a month and an account `status:city` → statuses on 30 June, and what came in in June."""
    found: Totals = Counter()
    for month, account, amount in postings:
        status, _colon, city = account.partition(":")
        if status != "收集" and month <= JUNE:
            found[city, status] += amount
        elif status == "收集" and (month.year, month.month) == (JUNE.year, JUNE.month):
            found[city, status] -= amount
    return +found
