"""Ledgers for other programs."""
