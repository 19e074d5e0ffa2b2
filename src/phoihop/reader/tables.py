"""The data files of the reader, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    """Return one data file, `name` without ".toml"."""
    text = files("phoihop.reader").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
