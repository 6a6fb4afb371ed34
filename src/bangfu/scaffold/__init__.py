"""What `bangfu init` makes: the files of a new ledger repository, empty or filled with invented data."""
