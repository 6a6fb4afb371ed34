"""The documents in the form of Word and WPS (.docx), after GB/T 9704-2012, by code from the document model.

Importing it raises BangfuError where the extra `bangfu[docx]` is not installed.
"""

from importlib.util import find_spec

from bangfu.i18n import _
from bangfu.model.errors import BangfuError

if find_spec("docx") is None:
    raise BangfuError(_("docx needs the package python-docx"), _("install it: pip install 'bangfu[docx]'"))
