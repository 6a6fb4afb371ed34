"""The life of an issue: the transition table, and the state that a list of events adds up to."""
