"""Edits: locate → phrase → splice → prove → write. A ledger is never written anew, only spliced (`fmt` excepted)."""
