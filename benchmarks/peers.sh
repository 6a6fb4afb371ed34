#!/bin/sh
# Installs the tools that bangfu is measured against: Debian packages where it may, the rest into benchmarks/.cache.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh
wanted=
command -v hledger >/dev/null 2>&1 || wanted="$wanted hledger"
command -v ledger >/dev/null 2>&1 || wanted="$wanted ledger"
command -v task >/dev/null 2>&1 || wanted="$wanted taskwarrior"
# shellcheck disable=SC2086  # a list of words
if [ -n "$wanted" ] && ! debian $wanted; then
    echo "Not installed:$wanted; they are left out." >&2
fi
environment benchmarks/.cache/venv
installed=benchmarks/.cache/venv/installed.txt
if ! cmp -s benchmarks/peers.txt $installed; then
    benchmarks/.cache/venv/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers.txt
    cp benchmarks/peers.txt $installed
fi
