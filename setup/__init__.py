"""What stands between a clean clone and a running registry.

Each module is a small program (`python3 -m setup.environment`) that needs nothing but Python itself until
the environment that it builds exists.
"""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "The registry needs Python %d.%d or newer, and this is Python %d.%d. "  # noqa: UP031
        "Name a newer one, for example: make run PYTHON=python3.12" % (OLDEST + tuple(sys.version_info[:2]))
    )
