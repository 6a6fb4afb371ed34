"""Figures: stock, flow and undone of each step, rates, days and pairings, by any group of issues."""
