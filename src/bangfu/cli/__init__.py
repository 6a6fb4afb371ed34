"""The command line: one file a command, imports inside, so that a command pays only for what it uses."""
