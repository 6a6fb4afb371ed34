"""Brings ledgers together: the cities of a province into one Book."""
