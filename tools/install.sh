#!/bin/bash
# Install a lock file and the program itself into .venv; every file is checked against its hash.
# usage: tools/install.sh requirements.lock
set -euo pipefail

if command -v uv >/dev/null; then
    uv pip install --quiet --python .venv/bin/python --require-hashes -r "$1"
    uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
else
    pip=(.venv/bin/python -m pip --disable-pip-version-check)
    echo "Installing $(grep -c '==' "$1") packages ..."
    "${pip[@]}" install --quiet --progress-bar off --require-hashes -r "$1"
    "${pip[@]}" install --quiet --no-deps --no-build-isolation -e .
fi
