# make setup | run [CORPUS=folder] | test | test-long | lint | score [GOLD=folder] | docs | model [DATA=folder] | lock
CORPUS ?= corpus
GOLD ?= annotations
PYTHON ?= python3
OUT ?= out
DATA ?= ../shared/language-data
BIN := .venv/bin
STAMP := .venv/.paragraf-stamp

.PHONY: setup run test test-long lint score docs model lock clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	  || { echo "Paragraf needs Python 3.11, 3.12 or 3.13; say which: make PYTHON=python3.12" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile --no-deps --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: setup
	@mkdir -p $(OUT)
	@$(BIN)/paragraf run $(CORPUS) --store $(OUT)/paragraf.db; code=$$?; \
	if [ $$code -lt 2 ]; then \
	  echo; \
	  echo "Look at:  $(OUT)/paragraf-register.csv"; \
	  echo "Search:   $(BIN)/paragraf query uppdrag --store $(OUT)/paragraf.db"; \
	fi; \
	test $$code -le 1

test: setup
	$(BIN)/python -m pytest -m "not long"

test-long: setup
	$(BIN)/python -m pytest --cov

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

score: setup
	@$(BIN)/paragraf score $(GOLD)

docs: setup
	$(BIN)/cog -r -I . docs/*.md

# Trains models/sv_paragraf anew from open corpora and generated lines (models/README.md): about 10 minutes.
model: setup
	$(BIN)/python -m pipeline.training train $(DATA)

# Needs uv, and the network; nobody who only uses or tests Paragraf does.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv $(OUT)
