# Needs Python 3.11 or newer (set PYTHON to choose one). Everything is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1

.PHONY: run test check bench screenshots clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.installed-test: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

# The first time the five documents go in; later only the server starts, whatever was added or removed since.
run: $(VENV)/.installed
	@test -d "$${CCHC_DATA:-data}" || $(BIN)/cchc ingest corpus/documents
	$(BIN)/cchc serve

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest tests/test_layering.py

test: check
	$(BIN)/pytest -ra

screenshots: $(VENV)/.installed-test
	$(BIN)/python tests/screenshots.py

bench: $(VENV)/.installed-test
	$(BIN)/python tests/bench/run.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
