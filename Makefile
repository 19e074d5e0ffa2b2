# Everything a person or a machine does with this repository. `make help` lists it.

SHELL := /bin/bash
.DEFAULT_GOAL := help
# With -j the build would start before its packages are there.
.NOTPARALLEL:
# Debian's own Python first: a version manager's shim may be too new or too old.
PYTHON ?= $(shell [ -x /usr/bin/python3 ] && echo /usr/bin/python3 || command -v python3)
PORT ?= 8000
BIN := .venv/bin
PYTEST := $(BIN)/pytest -q
# Files of tests side by side, one process a core, each with a database of its own; conftest.py
# puts them in order.
CORES ?= $(shell nproc)
SIDE_BY_SIDE := -n $(CORES) --dist loadfile --no-loadscope-reorder
# The parts of the suite, each of whose processes begins with a copy of a migrated database.
PARTS := $(BIN)/python tools/test_databases.py $(MAKE) --no-print-directory BUILT=1
# The suite must not depend on what the caller's shell has set for the program.
CLEAN := env -u PHOIHOP_DATABASE_URL -u PHOIHOP_DATA_DIR -u PHOIHOP_PRODUCTION -u PHOIHOP_SECRET_KEY
CHECKS := check-style check-types check-layers check-templates check-migrations \
	check-translations check-settings

.PHONY: $(CHECKS) help run port-free env dev-env build test test-all test-sqlite test-browser test-postgres \
	test-differs test-all-postgres check bench bench-search bench-reader fuzz screenshots lock clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: port-free env ## make all, fill in the sample office, serve it (PORT=8000)
	@$(BIN)/phoihop migrate
	@$(BIN)/phoihop createsample --if-empty
	@$(BIN)/phoihop serve --port $(PORT) --with-worker

port-free:
	@tools/debian.sh python
	@$(PYTHON) tools/port_free.py $(PORT)

env: .venv/runtime.stamp build ## make the environment in .venv, so that .venv/bin/phoihop works

dev-env: .venv/dev.stamp $(if $(BUILT),,build)

.venv/bin/python:
	@tools/debian.sh python
	@$(PYTHON) -m venv .venv

.venv/runtime.stamp: requirements.lock pyproject.toml | .venv/bin/python
	@tools/install.sh requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock pyproject.toml | .venv/bin/python
	@tools/install.sh requirements-dev.lock
	@touch $@ .venv/runtime.stamp

build: | .venv/bin/python
	@$(BIN)/phoihop build

test: dev-env ## the whole suite on SQLite, what differs on PostgreSQL, the browser stories
	@tools/debian.sh test
	@$(CLEAN) $(PARTS) test-sqlite test-browser test-differs

test-all: dev-env ## everything on both databases
	@tools/debian.sh test
	@$(CLEAN) $(PARTS) test-sqlite test-browser test-all-postgres

test-differs:
	@$(MAKE) --no-print-directory test-postgres ONLY="$(SIDE_BY_SIDE) -m 'differs and not browser'"

test-all-postgres:
	@$(MAKE) --no-print-directory test-postgres ONLY="$(SIDE_BY_SIDE) -m 'not browser'"
	@$(MAKE) --no-print-directory test-postgres ONLY="$(SIDE_BY_SIDE) -m browser"

test-sqlite: dev-env
	@echo "== SQLite"
	@$(CLEAN) $(PYTEST) $(SIDE_BY_SIDE) -m "not browser" --durations=10

test-browser: dev-env
	@echo "== Chromium"
	@$(CLEAN) $(PYTEST) $(SIDE_BY_SIDE) -m browser

test-postgres: dev-env
	@echo "== PostgreSQL $(ONLY)"
	@$(CLEAN) $(BIN)/python tools/postgres.py $(PYTEST) $(ONLY)

check: dev-env ## style, types, layers, templates, migrations, translations, settings
	@tools/debian.sh check
	@$(MAKE) --no-print-directory --keep-going $(CHECKS)

check-style:
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check .

check-types:
	$(BIN)/mypy src tests tools bench conftest.py

check-layers:
	$(BIN)/lint-imports

check-templates:
	$(BIN)/djlint --lint --quiet src

check-migrations:
	$(CLEAN) PHOIHOP_DATA_DIR=build/check DJANGO_SETTINGS_MODULE=phoihop.config.settings \
		$(BIN)/django-admin makemigrations --check --dry-run

check-translations:
	$(BIN)/python tools/translations.py

check-settings:
	$(CLEAN) PHOIHOP_DATA_DIR=build/check PHOIHOP_PRODUCTION=1 \
		PHOIHOP_ALLOWED_HOSTS=phoihop.example.vn $(BIN)/phoihop check --deploy

bench: dev-env ## measure the main pages with 2,000 and 60,000 tasks
	@$(CLEAN) $(BIN)/python -m bench

bench-search: dev-env ## measure the search over 300,000 documents
	@$(CLEAN) $(BIN)/python -m bench --sizes 2000 --papers 300000 --only search

fuzz: dev-env ## feed the reader texts and files no one would write, for five minutes
	@$(CLEAN) $(BIN)/python tools/fuzz_reader.py --seconds 300

bench-reader: dev-env ## measure the reader beside underthesea and a plain pass
	@.venv/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-bench.lock
	@$(CLEAN) $(BIN)/python -m bench.reader

screenshots: dev-env ## take the pictures of the README and the user guide from the running program
	@tools/debian.sh test
	@$(CLEAN) $(BIN)/python tools/screenshots.py
	@$(CLEAN) $(BIN)/python tools/guide_pictures.py

lock: | .venv/bin/python ## write both lock files again after a change of dependencies
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --group build --group dev --generate-hashes \
		--universal --no-header --quiet -o requirements-dev.lock
	@$(BIN)/uv pip compile pyproject.toml --group build -c requirements-dev.lock \
		--generate-hashes --universal --no-header --quiet -o requirements.lock
	@$(BIN)/uv pip compile --group bench -c requirements-dev.lock \
		--generate-hashes --universal --no-header --quiet -o requirements-bench.lock

clean: ## take away what was made; data stays
	@rm -rf .venv build .mypy_cache .ruff_cache .hypothesis
	@find src tests -name '*.mo' -delete
