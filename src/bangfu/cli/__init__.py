"""The command line: one file a command, imports inside, so that a command pays only for what it uses."""

from bangfu.cli.later import SELDOM, put_off

put_off(*SELDOM)  # before anything that imports them
