"""The extra `bangfu[xlsx]`: what writes and reads workbooks."""

from __future__ import annotations

from importlib.util import find_spec

from bangfu.i18n import _
from bangfu.model.errors import BangfuError


def needed() -> None:
    """Looks whether workbooks can be written and read.

    Raises:
        BangfuError: a package is not installed.
    """
    for module, package in (("xlsxwriter", "XlsxWriter"), ("python_calamine", "python-calamine")):
        if find_spec(module) is None:
            raise BangfuError(
                _("xlsx needs the package {package}", package=package), _("install it: pip install 'bangfu[xlsx]'")
            )
