#!/bin/sh
# Sets up in .venv-test everything the tests need, and runs every gate: style, types, layers, tests. CI runs this.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh
environment .venv-test
install .venv-test test -e .
wanted=
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || wanted="$wanted chromium"
command -v soffice >/dev/null 2>&1 || wanted="$wanted libreoffice-writer-nogui libreoffice-calc-nogui"
[ -n "$wanted" ] || [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libsclo.so" ] || wanted="libreoffice-calc-nogui"
command -v pdftotext >/dev/null 2>&1 || wanted="$wanted poppler-utils"
command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list ':lang=zh-cn' 2>/dev/null)" ] || wanted="$wanted fontconfig fonts-noto-cjk"
command -v git >/dev/null 2>&1 || wanted="$wanted git"
# shellcheck disable=SC2086  # a list of words
if [ -n "$wanted" ] && ! debian $wanted; then
    echo "Not installed:$wanted; the tests that need them will say so." >&2
elif [ -n "$wanted" ] || command -v chromium >/dev/null 2>&1; then
    BANGFU_REQUIRE_BROWSER=1
    export BANGFU_REQUIRE_BROWSER
fi
command -v strace >/dev/null 2>&1 || debian strace ||
    echo "Not installed: strace; the proofs by faults at system calls will be skipped." >&2
server=yaml-language-server@1.25.0 # an editor's side of `bangfu schema`; kept beside the environment, not in the project
if command -v npm >/dev/null 2>&1; then
    [ -d .venv-test/node/node_modules/yaml-language-server ] ||
        npm install --silent --no-fund --no-audit --no-package-lock --prefix .venv-test/node "$server" || true
    BANGFU_REQUIRE_EDITOR=1
    export BANGFU_REQUIRE_EDITOR
fi
bin=.venv-test/bin
$bin/ruff check .
$bin/ruff format --check .
$bin/mypy
$bin/lint-imports
exec $bin/python -m pytest -n auto --dist loadgroup "$@"
