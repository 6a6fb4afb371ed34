"""How many issues doorstop finds in the tree of the current folder. Run by the peers' Python."""

import doorstop

print(sum(len(list(document)) for document in doorstop.build() if len(document.prefix) == 2))
