"""`python -m collector_desktop.app.cli` is `collector-station`."""

import sys

from collector_desktop.app.cli.program import main

sys.exit(main())
