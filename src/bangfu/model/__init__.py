"""What a ledger is made of: frozen values, no files, no processes.

The records are plain frozen dataclasses; pydantic validates into them (read.build), strictly. So commands that
only edit text need not pay for importing pydantic.
"""
