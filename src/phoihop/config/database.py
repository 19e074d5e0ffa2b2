"""The database from one address."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_INIT = (
    # FULL: NORMAL is twice as fast but may lose the last acknowledged writes in a power cut.
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;"
    "PRAGMA foreign_keys=ON;"
)


def database_from_url(url: str, data_dir: Path, *, threads: int) -> dict[str, Any]:
    """Return Django's settings for `url`; without one, SQLite under `data_dir`.

    url: "sqlite:///path/to/file" or "postgresql://user:password@host:port/name?sslmode=require".
    threads: of one process; bounds its pool of connections.
    Raises ValueError for any other scheme.
    """
    if not url:
        data_dir.mkdir(parents=True, exist_ok=True)
        return _sqlite(str(data_dir / "phoihop.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path)[1:] if parts.path != "/:memory:" else ":memory:")
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0,
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": threads + 2},
                **dict(parse_qsl(parts.query)),
            },
        }
    raise ValueError(f"PHOIHOP_DATABASE_URL: unknown kind of database {parts.scheme!r}")


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            # A lock upgrade fails at once under the default; see docs/architecture.md.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_INIT,
        },
    }
