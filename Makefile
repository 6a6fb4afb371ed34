# Shortcuts for those who work on bangfu; the two set-up commands are in README.md.
.PHONY: run test lint messages docs site-docs screens bench soak pins licences audit versions clean

run:
	sh scripts/bulletin.sh

test:
	sh scripts/test.sh

lint:
	.venv-test/bin/ruff check . && .venv-test/bin/ruff format --check . && .venv-test/bin/mypy && .venv-test/bin/lint-imports

messages:
	.venv-test/bin/python tools/messages.py

docs:
	.venv-test/bin/python tools/rule_docs.py && .venv-test/bin/python tools/cli_docs.py && \
	.venv-test/bin/python tools/man_page.py && .venv-test/bin/python tools/gallery.py && \
	.venv-test/bin/python tools/readme.py

site-docs: # the documentation site, in out/docs
	.venv-test/bin/python -m mkdocs build --strict --quiet

screens: # pictures and recordings of the real program, in docs/screens
	.venv-test/bin/python tools/screens.py

BENCH_PYTHON ?= .venv-test/bin/python
bench:
	sh benchmarks/peers.sh && $(BENCH_PYTHON) benchmarks/run.py --json out/bench.json $(BENCH)

SOAK ?= tests/faults tests/property tests/security
soak:
	BANGFU_SOAK=$${BANGFU_SOAK:-1} .venv-test/bin/python -m pytest -m soak -n auto $(SOAK); \
	status=$$?; .venv-test/bin/python tools/soak_page.py && exit $$status

pins:
	.venv-test/bin/python tools/pins.py

licences:
	.venv-test/bin/python tools/licences.py

audit:
	.venv-test/bin/python tools/audit.py

versions:
	sh tools/versions.sh

clean:
	rm -rf .venv .venv-test build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
