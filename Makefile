# The whole life of a checkout. `make` alone lists the commands.
PYTHON ?= python3
PORT ?= 8000
DATABASE_URL ?=
export PORT
ifneq ($(DATABASE_URL),)
export DATABASE_URL
endif

# Python keeps what it compiled, whatever the shell wishes: else every process of a run compiles Django anew.
unexport PYTHONDONTWRITEBYTECODE

IN = .venv/bin/python

help:  ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 18

run:  ## set up and serve on 127.0.0.1:8000, with demonstration data (PORT=…, DATABASE_URL=…, PYTHON=…)
	@$(PYTHON) -m setup.environment requirements.txt requirements-setup.txt
	@$(IN) -m setup.run

test: dev  ## set up and run the tests (DATABASE_URL=… for PostgreSQL)
	@$(IN) -m pytest -n 3 $(ARGS)

check: dev  ## style, types, layers, migrations, schema and locks
	@$(IN) -m setup.check

format: dev  ## let ruff repair what it can
	@$(IN) -m ruff check --fix --quiet .
	@$(IN) -m ruff format --quiet .

coverage: dev  ## the tests again, with what they leave untouched
	@$(IN) -m pytest -n 3 --cov --cov-report=term

bench: dev  ## measure what is claimed, beside named peers (bench/README.md)
	@$(IN) -m bench.likeness

schema: dev  ## write schema/schema.graphql anew
	@$(IN) manage.py graphql_schema --schema schema.root.schema --out schema/schema.graphql

lock: dev  ## resolve every lock anew
	@$(IN) -m setup.locks write

dev:
	@$(PYTHON) -m setup.environment requirements-dev.txt
	@$(IN) -m setup.browser_files
	@$(IN) -m setup.catalogs

.PHONY: help run test check format coverage bench schema lock dev
