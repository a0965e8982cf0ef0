"""The settings that the suite runs under: those of the registry, in its test mode."""

import os

os.environ["REGISTRY_MODE"] = "test"

from config.settings import *  # noqa: F403
