"""The bulletin (通报): `compose` makes a document from finished figures, `markdown` and `html` render it."""
