# Two commands do all the set-up: `make run` and `make test`. Both work in .venv and touch nothing outside it
# (but `make test` as root on Debian installs a browser where none is found).
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
ROUNDS ?= 50
MINUTES ?= 30
TIMES ?= 100

.DEFAULT_GOAL := help
.PHONY: help setup run test test-pythons lint crash replicas soak fuzz wheel pictures constraints browser postgres \
  adaptivecards clean mutate bench schemas lock audit bare apart

help:          ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Bouncewijzer needs Python 3.11 or later; name one with PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable '.[teams]'
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable '.[dev]'
	@touch $@

setup: $(VENV)/.run    ## Everything that the bot needs, in .venv
	@[ -f .adaptivecards/adaptivecards.css ] || $(BIN)/python -m bot.playground.teams.fetching

run: setup     ## The bot; without credentials with its own workspace, in the browser
	@exec $(BIN)/bouncewijzer run

browser: $(VENV)/.dev
	@$(BIN)/python -m tests.browser

postgres: $(VENV)/.dev
	@$(BIN)/python -m tests.postgres

adaptivecards: $(VENV)/.dev
	@$(BIN)/python -m tests.adaptivecards

test: $(VENV)/.dev browser postgres adaptivecards    ## All tests, with a real browser and a real PostgreSQL
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal $(ARGS)

test-pythons:  ## The tests on every other Python from 3.11 to 3.13 that is here
	@here=$$($(BIN)/python -c 'import sys; print(sys.version_info.minor)' 2>/dev/null); \
	for minor in 11 12 13; do \
	  [ "$$minor" = "$$here" ] && continue; \
	  for python in python3.$$minor "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.$$minor.*/bin/python; do \
	    "$$python" -c '' 2>/dev/null || continue; \
	    echo "== Python 3.$$minor"; \
	    $(MAKE) --no-print-directory test PYTHON="$$python" VENV=.venv-3.$$minor || exit 1; \
	    break; \
	  done; \
	done

lint: $(VENV)/.dev    ## Formatting, lint, types, and arrows only down
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

crash: $(VENV)/.dev postgres   ## Kill -9 amid all kinds of work: nothing lost, nothing doubled; ROUNDS, DATABASE=postgres
	$(BIN)/python -m tests.crash --rounds $(ROUNDS) --database $(or $(DATABASE),sqlite)

replicas: $(VENV)/.dev postgres   ## Three bots, one dies, all are replaced, one sleeps; ROUNDS=10, EVENTS=1000
	$(BIN)/python -m tests.replicas --rounds $(ROUNDS) --events $(or $(EVENTS),1000)

soak: $(VENV)/.dev    ## A long day with a bad Slack: nothing lost, nothing grows; MINUTES=20
	$(BIN)/python -m tests.soak --minutes $(MINUTES)

apart: $(VENV)/.dev    ## Slack's tests where Teams never was, and Teams' where Slack never was
	$(BIN)/python -m tests.apart

fuzz: $(VENV)/.dev    ## Mails changed at random, read by every door; MINUTES, TIMES, MAILS=folder
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES) --times $(TIMES) $(if $(MAILS),--mails '$(MAILS)')

wheel: $(VENV)/.dev postgres adaptivecards   ## A wheel in dist/ with its bill of materials, tried in a new environment and an empty folder
	@rm -rf dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(BIN)/python -m tests.wheel dist/*.whl

bare: $(VENV)/.dev postgres   ## The wheel as an operator has it: page, service and image on bare machines; needs root on Debian
	$(BIN)/python -m tests.bare dist/*.whl --install

pictures: $(VENV)/.dev browser adaptivecards   ## Every state of cards and page, light and dark, wide and narrow, to look at
	$(BIN)/python -m tests.journeys.pictures $(FOLDER)
	$(BIN)/python -m tests.teams.pictures $(FOLDER)

mutate: setup  ## Take each clue of each rule away: every loss must be noticed by an example
	$(BIN)/bouncewijzer rules check --mutate

bench: $(VENV)/.dev postgres   ## What reading, judging and durability cost; MAILS=folder for other mails than the tests'
	$(BIN)/python -m tests.bench $(if $(MAILS),--mails '$(MAILS)'); kept=$$?; \
	$(BIN)/python -m tests.bench.durable && exit $$kept

schemas: setup ## Write the schemas for editors anew, from the models
	$(BIN)/bouncewijzer rules schema rules > rules/rules.schema.json
	$(BIN)/bouncewijzer rules schema intents > intents/intents.schema.json
	$(BIN)/bouncewijzer rules schema meanings > rules/meanings/meanings.schema.json

constraints: $(VENV)/.dev   ## Choose the newest versions anew, for all Pythons at once
	$(BIN)/python -m pip install --quiet uv
	{ echo '# Every version that the tests ran with, on Python 3.11 to 3.13 alike. Made anew by `make constraints`.'; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url \
	    --upgrade --all-extras pyproject.toml; } > constraints.new
	mv constraints.new constraints.txt
	$(MAKE) --no-print-directory lock

lock: $(VENV)/.dev   ## Write the locks anew: the pins of constraints.txt with the hashes of their files
	$(BIN)/python -m pip install --quiet uv
	for lock in requirements.lock requirements-ocr.lock requirements-teams.lock; do \
	  case $$lock in *-*) extra="--extra $$(basename $${lock#requirements-} .lock)";; *) extra=;; esac; \
	  { echo "# The pins of constraints.txt with hashes, on Python 3.11 to 3.13 alike. Made anew by \`make lock\`."; \
	    $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url \
	      --generate-hashes --constraints constraints.txt $$extra pyproject.toml; } > lock.new && mv lock.new $$lock || exit 1; \
	done

audit: $(VENV)/.dev   ## Known holes and licences of every package that the bot runs with
	$(BIN)/python -m tests.supply

clean:         ## Remove what make made
	rm -rf dist .adaptivecards .venv .venv-3.* .mypy_cache .ruff_cache .import_linter_cache
