# Two commands on a fresh machine: `make demo` runs the whole job on the simulated market, `make test` passes the tests.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check attacks bench calibrate pictures reference clean

demo: $(READY)
	$(BIN)/backtest demo

test: $(READY)
	$(BIN)/python -m pytest -n auto

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

attacks: $(READY)
	$(BIN)/python -m tests.attacks --write docs/reliability.md

bench: $(READY)
	$(BIN)/python -m benchmarks --write docs/performance.md

calibrate: $(READY)
	$(BIN)/python -m benchmarks.calibration --write docs/validity.md

pictures: $(READY)
	$(BIN)/python -m tests.browser.pictures

reference: $(READY)
	$(BIN)/python -m tests.reference_pages --write docs/reference

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)
