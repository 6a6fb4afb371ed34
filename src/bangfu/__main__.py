"""`python -m bangfu`."""

import sys

from bangfu.cli.app import main

sys.exit(main())
