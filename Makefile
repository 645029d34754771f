# make setup | run [CORPUS=folder] | test | test-long | lint | score [GOLD=folder] | docs
# make sv_core_news_sm | model [DATA=folder] | lock
CORPUS ?= corpus
GOLD ?= annotations
PYTHON ?= python3
OUT ?= out
DATA ?= ../shared/language-data
BIN := .venv/bin
STAMP := .venv/.paragraf-stamp
TRIED := .venv/.sv_core_news_sm-tried

.PHONY: setup run test test-long lint score docs sv_core_news_sm model lock clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	  || { echo "Paragraf needs Python 3.11, 3.12 or 3.13; say which: make PYTHON=python3.12" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile --no-deps --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: setup $(TRIED)
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

# The general Swedish pipeline that Paragraf prefers as its base. It is on no package index: `make run` tries
# its makers' release page once, for a few seconds, and goes on with the project's own base.
sv_core_news_sm: setup
	$(BIN)/python -m pipeline.annotate.install

$(TRIED): $(STAMP)
	@$(BIN)/python -m pipeline.annotate.install --quick
	@touch $(TRIED)

# Trains models/sv_paragraf anew from open corpora and generated lines (models/README.md): about 20 minutes.
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
