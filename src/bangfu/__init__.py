"""bangfu 帮扶: plain-text ledgers for targeted assistance to enterprises."""

__version__ = "0.1.0"
