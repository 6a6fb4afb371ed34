"""One rule, one file: the module's docstring is its manual page (docs/rules/ is made from it)."""
