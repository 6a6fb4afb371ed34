"""The line of .gitattributes by which git merges ledgers by record: `init` and `git install` write the same."""

DRIVER = "bangfu"
"""What the driver is called in git's settings."""

NAME = ".gitattributes"

MERGE = f"ledgers/** merge={DRIVER}"
