"""What git remembers of the ledgers: their state at a revision, and when each event became known."""
