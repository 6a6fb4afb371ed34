"""Modules of the standard library that are imported by what we import, and hardly ever used by it.

`dataclasses` imports `inspect`, and with it the tables of the compiler, to word the docstring of a class that has none;
ours have theirs. (3.12 and 3.13 also ask it for annotations, and gain nothing.) The command-line library imports
`subprocess` and `platform` to open a browser. Each is loaded when somebody asks for something in it, and is as any
module from then on.
(`importlib.util.LazyLoader` is of no use here: before Python 3.13 the next `import` of such a module loads it.)
"""

from __future__ import annotations

import sys
from _thread import RLock
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

SELDOM = ("inspect", "platform", "subprocess")
"""What is put off."""

_LOADING = RLock()


class _PutOff(ModuleType):
    """A module that is loaded when the first thing in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        with _LOADING:
            spec = self.__spec__
            if spec and spec.loader and self.__dict__.pop("_waits", False):  # else it is being loaded, or was meanwhile
                spec.loader.exec_module(self)
                self.__class__ = ModuleType  # type: ignore[assignment]
        return ModuleType.__getattribute__(self, name)


def put_off(*names: str) -> None:
    """Puts the loading of these modules off; one that is loaded already stays as it is."""
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec:
            sys.modules[name] = module = module_from_spec(spec)
            module.__dict__["_waits"] = True
            module.__class__ = _PutOff
