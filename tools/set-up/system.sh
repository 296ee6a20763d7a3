#!/bin/sh
# Install what is missing of the system's libraries: "build" for making editions, "test" for the judges as well.
set -eu

wanted=${1:-build}
python=${PYTHON:-python3}

say() { printf '%s\n' "$*"; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else
        say "This needs an administrator. Please run:"
        say "  $*"
        exit 1
    fi
}

if ! command -v "$python" >/dev/null 2>&1; then
    say "Python is not installed. edition needs Python 3.11 or newer."
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "$("$python" --version) is too old: edition needs Python 3.11 or newer."
    say "If a newer one is installed, name it: make PYTHON=python3.12 edition"
    exit 1
fi

quietly() {  # show what a command said only if it failed
    words=$(mktemp)
    if "$@" >"$words" 2>&1; then rm -f "$words"; else
        cat "$words"; rm -f "$words"
        say "That did not work: $*"
        exit 1
    fi
}

has_library() {  # by its file name, as the loader would look for it
    "$python" -c 'import ctypes, sys
try:
    ctypes.CDLL(sys.argv[1])
except OSError:
    sys.exit(1)' "$1" 2>/dev/null
}

debian() {
    missing=""
    need() { missing="$missing $1"; }
    has_library libpango-1.0.so.0 || need libpango-1.0-0
    has_library libpangoft2-1.0.so.0 || need libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 || need libharfbuzz-subset0
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        need "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if [ "$wanted" = test ]; then
        command -v git >/dev/null 2>&1 || need git
        command -v java >/dev/null 2>&1 || need default-jre-headless
        command -v javac >/dev/null 2>&1 || need default-jdk-headless
        command -v gs >/dev/null 2>&1 || need ghostscript
        command -v qpdf >/dev/null 2>&1 || need qpdf
        command -v pdftotext >/dev/null 2>&1 || need poppler-utils
        command -v chromium >/dev/null 2>&1 || need chromium
        command -v node >/dev/null 2>&1 || need nodejs
        command -v npm >/dev/null 2>&1 || need npm
        [ -e /usr/share/java/jaxb-runtime.jar ] || need libjaxb-java
        if [ ! -e /usr/sbin/sshd ]; then
            need openssh-server
            # The tests start one of their own on the loopback; the machine is to have none.
            ! command -v systemctl >/dev/null 2>&1 || as_root systemctl mask --quiet ssh.service ssh.socket || true
        fi
    fi
    [ -n "$missing" ] || return 0
    say "Installing what is missing:$missing"
    quietly as_root apt-get update -qq
    # shellcheck disable=SC2086  # one word a package
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing
}

fedora() {
    missing=""
    has_library libpango-1.0.so.0 || missing="$missing pango"
    has_library libharfbuzz-subset.so.0 || missing="$missing harfbuzz"
    if [ "$wanted" = test ]; then
        command -v java >/dev/null 2>&1 || missing="$missing java-17-openjdk-devel"
        command -v gs >/dev/null 2>&1 || missing="$missing ghostscript"
        command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
        command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
        command -v chromium-browser >/dev/null 2>&1 || missing="$missing chromium"
        command -v npm >/dev/null 2>&1 || missing="$missing npm"
    fi
    [ -n "$missing" ] || return 0
    say "Installing what is missing:$missing"
    # shellcheck disable=SC2086
    as_root dnf install -y -q $missing
}

macos() {
    if ! command -v brew >/dev/null 2>&1; then
        say "edition needs the Pango library. Install Homebrew, then run: brew install pango"
        exit 1
    fi
    missing=""
    brew list --formula pango >/dev/null 2>&1 || missing="$missing pango"
    if [ "$wanted" = test ]; then
        command -v java >/dev/null 2>&1 || missing="$missing openjdk"
        command -v gs >/dev/null 2>&1 || missing="$missing ghostscript"
        command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
        command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler"
        command -v node >/dev/null 2>&1 || missing="$missing node"
    fi
    [ -n "$missing" ] || return 0
    say "Installing what is missing:$missing"
    # shellcheck disable=SC2086
    brew install --quiet $missing
}

case "$(uname -s)" in
    Darwin) macos ;;
    *)
        if command -v apt-get >/dev/null 2>&1; then debian
        elif command -v dnf >/dev/null 2>&1; then fedora
        else
            say "This system's packages are not known here. edition needs Pango 1.44 or newer"
            say "(pango, pangoft2) and HarfBuzz with its subset library; going on."
        fi ;;
esac
