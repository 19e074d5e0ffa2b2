"""Settings of the benchmark: as served, with the addresses of the plain pages beside our own.

PHOIHOP_DATABASE_URL is set by `bench.__main__` for each database and size.
"""

import os
import tempfile
from pathlib import Path

_folder = tempfile.TemporaryDirectory(prefix="phoihop-bench-")  # gone when the process ends
_scratch = Path(_folder.name)
os.environ.setdefault("PHOIHOP_DATA_DIR", str(_scratch))
os.environ.setdefault("PHOIHOP_SECRET_KEY", "only-for-the-benchmark")

from phoihop.config.settings import *  # noqa: E402, F403 -- the environment must be set first
from phoihop.config.settings import TEMPLATES as _TEMPLATES  # noqa: E402

ROOT_URLCONF = "bench.urls"
TEMPLATES = [{**_TEMPLATES[0], "DIRS": [Path(__file__).parent / "plain" / "templates"]}]
# Plain names: the files are not served here, only named.
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _scratch / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# WhiteNoise warns of a missing folder.
STATIC_ROOT = _scratch / "static-root"
STATIC_ROOT.mkdir()
ALLOWED_HOSTS = ["testserver"]
# As in production: the simulated clock would ask its row once a second, now in one page, now in
# another.
SIMULATED_CLOCK_ALLOWED = False
