"""Settings of the tests: as served, but with a cheap password hash and plain static names."""

import os
import tempfile
from pathlib import Path

_scratch = Path(tempfile.mkdtemp(prefix="phoihop-test-"))
if "PYTEST_XDIST_WORKER" in os.environ:
    # Inherited from the process that started this one, which has a folder of its own.
    os.environ["PHOIHOP_DATA_DIR"] = str(_scratch)
os.environ.setdefault("PHOIHOP_DATA_DIR", str(_scratch))
os.environ.setdefault("PHOIHOP_SECRET_KEY", "only-for-tests")

from phoihop.config.settings import *  # noqa: E402, F403 -- the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _scratch / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
# The simulated clock asks its row once a second, which would make query counts waver.
SIMULATED_CLOCK_ALLOWED = False
# WhiteNoise warns of a missing folder, and warnings are errors.
STATIC_ROOT = _scratch / "static-root"
STATIC_ROOT.mkdir()
if "sqlite3" in DATABASES["default"]["ENGINE"]:  # noqa: F405 -- of the settings served
    # A file, so that the browser's server and the test have connections of their own.
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": str(_scratch / "test.sqlite3"),
        # Django knows no templates on SQLite: conftest.py copies the file.
        "TEMPLATE": os.environ.get("PHOIHOP_TEST_FILE"),
    }
    DATABASES["default"]["OPTIONS"]["init_command"] = (  # noqa: F405
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA busy_timeout=20000;"
        "PRAGMA foreign_keys=ON;"
    )
elif "PHOIHOP_TEST_CLUSTER" in os.environ:
    DATABASES["default"]["TEST"] = {"TEMPLATE": "migrated"}  # noqa: F405
