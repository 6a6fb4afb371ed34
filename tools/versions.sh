#!/bin/sh
# Tries bangfu with every Python from 3.11 on that is to be had, and with the lowest and the newest versions of what it
# stands on: `make versions`. Needs uv. Writes out/versions/table.md; docs/reliability.md keeps the last table.
set -u
cd "$(dirname "$0")/.."
folder=$PWD/out/versions
tests=${VERSIONS_TESTS:-tests/unit tests/rules tests/cli tests/golden tests/property}
UV=${UV:-uv}
command -v "$UV" >/dev/null 2>&1 || { echo "Needs uv (pip install uv), or UV=/path/to/uv." >&2; exit 2; }
mkdir -p "$folder"
worst=0

# python_of VERSION: the path of that Python, or nothing; VERSIONS_PATH names further folders.
python_of() {
    PATH="${VERSIONS_PATH:-}:$PATH" "$UV" python find --no-python-downloads --no-project "$1" 2>/dev/null
}

# fill KIND: installs into $here what that kind of a run stands on.
fill() {
    into="$UV pip install -q --python $here/bin/python"
    case $1 in
    pinned) $into --require-hashes -r requirements/test.txt ;;
    lowest)
        "$UV" pip compile -q --no-header --no-annotate --extra docx --resolution lowest-direct \
            --python "$here/bin/python" pyproject.toml -o "$here/lowest.txt" &&
            $into -r pyproject.toml --extra test -c "$here/lowest.txt"
        ;;
    newest) $into --upgrade -r pyproject.toml --extra test ;;
    esac && $into --no-deps --no-build-isolation -e .
}

# tried VERSION KIND: a row of the table; it stays until that run is made again.
tried() {
    here=$folder/$1-$2
    row=$here.row
    if ! python=$(python_of "$1"); then
        echo "| $1 | $2 | not to be had here |" >"$row"
        return
    fi
    "$UV" venv -q --clear --python "$python" "$here" && fill "$2" >"$here/install.log" 2>&1 || {
        echo "| $1 | $2 | **not installed**: see $here/install.log |" >"$row"
        worst=1
        return
    }
    # shellcheck disable=SC2086  # a list of folders
    PATH="$here/bin:$PATH" "$here/bin/python" -m pytest -q -p no:cacheprovider -n "${VERSIONS_WORKERS:-2}" $tests \
        >"$here/tests.log" 2>&1 || worst=1
    exact=$("$here/bin/python" -c 'import platform; print(platform.python_version())')
    echo "| $exact | $2 | $(tail -n 1 "$here/tests.log" | sed 's/ in [0-9.]*s.*//; s/=//g; s/^ *//') |" >"$row"
}

if [ $# -gt 0 ]; then
    for run in "$@"; do tried "${run%-*}" "${run#*-}"; done
else
    for version in 3.11 3.12 3.13 3.14; do tried $version pinned; done
    tried 3.11 lowest
    tried 3.11 newest
fi
{
    printf '| Python | dependencies | outcome |\n| --- | --- | --- |\n'
    cat "$folder"/*.row
} | tee "$folder/table.md"
exit $worst
