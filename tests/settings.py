"""The portal's settings over throw-away stores; what the environment says about stores is not looked at."""

import os

from tests import stores

os.environ.update(stores.announced().environment())

from portal.settings import *  # noqa: F403

DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
# Sign-in is tested for its rules, not for how long Argon2 takes.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Files are served from their sources, so that no test waits for collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# Made once for all runs and workers: cutting the font takes seconds.
STATIC_BUILD_DIR = BASE_DIR / "var" / "built"  # noqa: F405
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
