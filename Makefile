# Two commands are enough: `make demo` and `make test`. Both set up .venv from the lock files first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test check format lint types layers acceptance kernel bench bench-compare lock

demo: $(VENV)/.installed
	$(BIN)/scoring demo

test: $(VENV)/.installed-dev
	$(BIN)/scoring rubric test
	$(BIN)/pytest -n auto -m "not acceptance"

check: lint types layers test

# Needs programs that are no Python packages (.ci/run installs them): what is missing is skipped, with CI=true it fails.
acceptance: $(VENV)/.installed-acceptance
	$(BIN)/pytest -m acceptance -rs

# The compiled kernels of reading, in place. Needs a C compiler and the headers of Python; everything works without them, only slower.
kernel: $(VENV)/.installed requirements-kernel.lock
	$(PIP) install --quiet --require-hashes -r requirements-kernel.lock
	$(BIN)/python -m scoring.text.kernel.build
	$(BIN)/python -m scoring.measures.kernel.build

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

layers: $(VENV)/.installed-dev
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Everything beside its peers, about seven minutes; QUICK=1 about two, ONLY="extract cache" some parts, PUBLISH=1 writes benchmarks/results.md too.
bench: $(VENV)/.installed-bench
	$(BIN)/python benchmarks/bench.py $(if $(QUICK),--quick) $(if $(PUBLISH),--publish) $(if $(ONLY),--only $(ONLY))

# BASE is a commit (its package is measured beside this one) or a file of reports_out/bench; FULL=1 runs the full parts for a commit.
bench-compare: $(VENV)/.installed-bench
	$(if $(BASE),,$(error make bench-compare BASE=a-commit-or-a-file))$(BIN)/python benchmarks/compare.py $(BASE) $(if $(FULL),--full) $(if $(ONLY),--only $(ONLY))

# What runs: hashed, so that every machine installs the same bytes. The package itself is built with what the lock holds.
$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-index --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	touch $@

$(VENV)/.installed-acceptance: $(VENV)/.installed-dev requirements-acceptance.lock
	$(PIP) install --quiet --require-hashes -r requirements-acceptance.lock
	touch $@

# The peers of the benchmarks.
$(VENV)/.installed-bench: $(VENV)/.installed-dev requirements-bench.lock
	$(PIP) install --quiet --require-hashes -r requirements-bench.lock
	touch $@

# Universal lock files (every platform, every Python from 3.11). `make lock UPGRADE=--upgrade` moves to newer releases.
COMPILE := $(VENV)-lock/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

lock:
	test -x $(VENV)-lock/bin/uv || ($(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/pip install --quiet "uv>=0.5")
	$(COMPILE) --extra build -o requirements.lock pyproject.toml
	$(COMPILE) --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	$(COMPILE) --extra build --extra kernel -c requirements.lock -o requirements-kernel.lock pyproject.toml
	$(COMPILE) --extra build --extra acceptance --extra ocr --extra rar -c requirements-dev.lock -o requirements-acceptance.lock pyproject.toml
	$(COMPILE) --extra build --extra dev --extra ocr --extra bench -c requirements-acceptance.lock -o requirements-bench.lock pyproject.toml
