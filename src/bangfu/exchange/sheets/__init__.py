"""The ledgers as sheets of a workbook: what goes out to an office, and what comes back from it."""
