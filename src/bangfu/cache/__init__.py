"""Values kept from one run to the next, by the hash of what they were made from.

What is kept can always be made again: whatever goes wrong here, a run does without and says nothing.
Edits never read it.
"""
