#!/bin/sh
# Sets bangfu up in .venv and runs its main job on ledgers/: check, tally, and the bulletin of June 2019.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh
environment .venv
install .venv .
mkdir -p out
.venv/bin/bangfu check
.venv/bin/bangfu tally --month 2019-06
.venv/bin/bangfu report --month 2019-06 -o out/2019-06.md
.venv/bin/bangfu report --month 2019-06 -o out/2019-06.html
echo "The bulletin: out/2019-06.html and out/2019-06.md. The program: .venv/bin/bangfu"
