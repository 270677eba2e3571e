# `make test` needs Python 3.11+ and git, nothing else: it makes its own environment in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: test lint docs site bench clean

$(BIN)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

test: $(BIN)/.ready
	$(BIN)/python -m pytest -q -n 2 --cov --cov-report=term:skip-covered

lint: $(BIN)/.ready
	$(BIN)/ruff check helcim_audit tests bench
	$(BIN)/mypy

docs: $(BIN)/.ready
	$(BIN)/python -m helcim_audit.docs

site: $(BIN)/.ready
	$(BIN)/mkdocs build --quiet

bench: $(BIN)/.ready
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) dist site .coverage .pytest_cache .mypy_cache .ruff_cache bench/corpora
