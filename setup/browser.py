"""Where Chromium is on this machine."""

import os
import shutil

# First Chromium's own build without windows: it shows pages just as well for half of the work.
HEADLESS = "chromium-headless-shell"
NAMES = (HEADLESS, "chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """The path of the browser that tests drive, or None.

    The environment variable CHROMIUM names it; without it, the usual names are looked up on PATH.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((found for name in NAMES if (found := shutil.which(name))), None)
