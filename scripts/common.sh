# Shared by the two set-up scripts: finds a Python, makes a virtual environment, installs with the pinned versions.
# Sourced, not run; the caller has gone to the project's top folder.

find_python() {
    for name in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return 0
        fi
    done
    echo "bangfu needs Python 3.11 or later (set PYTHON=/path/to/python3)." >&2
    return 1
}

# debian PACKAGE...: installs Debian packages where that is possible (root, or sudo without a password).
debian() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root=
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root="sudo -n"
    fi
    $as_root apt-get update -qq >&2 &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# environment FOLDER: a virtual environment there (kept when it is there already).
environment() {
    python=$(find_python) || exit 1
    if [ ! -x "$1/bin/python" ] || ! "$1/bin/python" -m pip --version >/dev/null 2>&1; then
        "$python" -m venv "$1" 2>/dev/null || { debian python3-venv && "$python" -m venv "$1"; } || {
            echo "No virtual environment could be made with $python (on Debian: apt-get install python3-venv)." >&2
            exit 1
        }
    fi
}

# install FOLDER LIST HOW...: what requirements/LIST.txt names, each archive held to its hash, then bangfu itself (HOW: pip's
# words for it), quietly unless it fails.
install() {
    pip="$1/bin/python -m pip install --quiet --disable-pip-version-check"
    list=$2
    shift 2
    $pip --require-hashes -r "requirements/$list.txt"
    $pip --no-deps --no-build-isolation "$@"
}
