"""Other tools with the same records in their own files, and what each of them counts. Installed by peers.sh."""

from __future__ import annotations

from peers import accounts, items, linters, sheets, tasks
from peers.peer import Peer

PEERS: dict[str, Peer] = {
    "hledger": accounts.Hledger(),
    "ledger": accounts.Ledger(),
    "beancount": accounts.Beancount(),
    "taskwarrior": tasks.Taskwarrior(),
    "doorstop": items.Doorstop(),
    "openpyxl": sheets.Pandas("openpyxl", largest="M"),
    "calamine": sheets.Pandas("calamine", largest="L"),
    "yamllint": linters.Yamllint(),
    "check-jsonschema": linters.Schema(),
}
