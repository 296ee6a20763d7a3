# The two commands: `make edition` builds the newest sample issue, `make test` tests everything.

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= python3
OUT ?= out
export VENV PYTHON

.PHONY: help edition test check fix bench pictures screenshots wheel clean

help:
	@echo "make edition      install what is missing and build the newest sample issue into $(OUT)/"
	@echo "make test         install what the tests need as well and run all of them"
	@echo "make check        format, lint and types only"
	@echo "make fix          let the formatter and linter mend what they can"
	@echo "make bench        measure, and rewrite the figures in docs/benchmarks.md"
	@echo "make screenshots  make the pictures in docs/ again from real output"
	@echo "make pictures     draw the sample's pictures again"

edition:
	@tools/set-up/timed.sh "system libraries" tools/set-up/system.sh build
	@tools/set-up/timed.sh "Python packages" tools/set-up/environment.sh build
	@$(BIN)/edition build issues --out $(OUT)

test:
	@tools/set-up/timed.sh "system libraries and judges" tools/set-up/system.sh test
	@tools/set-up/timed.sh "Python packages" tools/set-up/environment.sh test
	@tools/set-up/timed.sh "judges from npm" tools/set-up/judges.sh
	@$(MAKE) --no-print-directory check
	$(BIN)/pytest -n 2 --dist loadfile

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix:
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench:
	@tools/set-up/environment.sh test
	$(BIN)/python -m tests.bench

pictures:
	$(BIN)/pip install --quiet --requirement tools/draw/requirements.txt
	$(BIN)/python tools/draw/draw_all.py

screenshots:
	$(BIN)/python tools/screenshots.py

wheel:
	$(BIN)/python -m build

clean:
	rm -rf $(OUT) dist build .mypy_cache .ruff_cache .pytest_cache tests/artefacts
