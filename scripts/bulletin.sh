#!/bin/sh
# Sets bangfu up in .venv and runs its main job on ledgers/: check, tally, the bulletin of June 2019 and the wall chart.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh
environment .venv
install .venv run .
mkdir -p out
.venv/bin/bangfu check
.venv/bin/bangfu tally --month 2019-06
.venv/bin/bangfu report --month 2019-06 -o out/2019-06.md
.venv/bin/bangfu report --month 2019-06 -o out/2019-06.html
.venv/bin/bangfu report --month 2019-06 -o out/2019-06.docx
.venv/bin/bangfu site -o out/site --as-of 2019-06-30
echo "The bulletin: out/2019-06.html, .md and .docx. The wall chart: out/site/index.html. The program: .venv/bin/bangfu"
