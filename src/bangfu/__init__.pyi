from bangfu.api import Ledgers as Ledgers
from bangfu.api import as_data as as_data
from bangfu.api import load as load
from bangfu.api import text as text
from bangfu.bulletin.document import Bulletin as Bulletin
from bangfu.check.alike import Pair as Pair
from bangfu.i18n import Message as Message
from bangfu.model.diagnostic import Diagnostic as Diagnostic
from bangfu.model.diagnostic import Severity as Severity
from bangfu.model.errors import BangfuError as BangfuError
from bangfu.model.errors import ConfigurationError as ConfigurationError
from bangfu.model.errors import LedgerError as LedgerError
from bangfu.model.errors import UsageError as UsageError
from bangfu.model.period import Period as Period
from bangfu.tally.figures import Row as Row
from bangfu.tally.figures import Tally as Tally

__version__: str
