"""The settings that the suite runs under: those of the registry, in its test mode."""

import os

os.environ["REGISTRY_MODE"] = "test"

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
