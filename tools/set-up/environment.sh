#!/bin/sh
# Make the virtual environment and install the package into it, pinned: "build" or "test".
set -eu

wanted=${1:-build}
python=${PYTHON:-python3}
venv=${VENV:-.venv}
stamp="$venv/.installed-$wanted"

fingerprint() { cat pyproject.toml constraints.txt hatch_build.py | cksum; }

if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ]; then exit 0; fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"

# The build's own needs are pinned as well; older pips know only the first name.
PIP_CONSTRAINT=$(pwd)/constraints.txt
PIP_BUILD_CONSTRAINT=$PIP_CONSTRAINT
PIP_DISABLE_PIP_VERSION_CHECK=1
export PIP_CONSTRAINT PIP_BUILD_CONSTRAINT PIP_DISABLE_PIP_VERSION_CHECK

case "$wanted" in
    test) "$venv/bin/pip" install --quiet --editable '.[dev]' ;;
    *) "$venv/bin/pip" install --quiet --editable . ;;
esac
fingerprint > "$stamp"
