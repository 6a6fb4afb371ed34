"""Every rule over every ledger. Check never writes."""
