"""One entry as its file holds it: a header that proves the value, and the value."""

from __future__ import annotations

FORMAT = 1
"""The version of this layout; entries of another one lie in another folder."""

_MAGIC = b"bangfu-%d" % FORMAT
_SIZE = len(_MAGIC) + 32 + 8 + 32
_DIGITS = "0123456789abcdef"


def is_key(name: str) -> bool:
    """Whether `name` is a SHA-256 in 64 small hexadecimal digits."""
    return len(name) == 64 and not name.strip(_DIGITS)


def wrap(key: str, value: bytes) -> bytes:
    """The file of an entry: magic, key, length of the value, its SHA-256, the value."""
    return _header(key, value) + value


def unwrap(key: str, data: bytes) -> bytes | None:
    """The value in the file of an entry; None when it is not whole, not ours or of another key."""
    value = data[_SIZE:]
    return value if data[:_SIZE] == _header(key, value) else None


def _header(key: str, value: bytes) -> bytes:
    from hashlib import sha256  # whoever has a key has imported it

    return _MAGIC + bytes.fromhex(key) + len(value).to_bytes(8, "big") + sha256(value).digest()
