#!/bin/bash
# Make sure of what Debian must give: install it as root, otherwise name the line to type.
# usage: tools/debian.sh python|test|check
set -euo pipefail

python=$([ -x /usr/bin/python3 ] && echo /usr/bin/python3 || command -v python3 || true)
missing=()

need() { # need PACKAGE TEST...
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

has_postgres() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb
}

has_vietnamese_model() {
    tesseract --list-langs | grep -qx vie
}

need_python() {
    if [ -z "$python" ]; then
        missing+=(python3 python3-venv)
        return
    fi
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "Python 3.11 or newer is needed; $python is $("$python" -V)." >&2
        exit 1
    fi
    need python3-venv "$python" -c 'import venv, ensurepip'
}

case ${1:-} in
python) need_python ;;
test)
    need chromium command -v chromium
    need postgresql has_postgres
    need age command -v age
    need gnupg command -v gpg
    need antiword command -v antiword
    need tesseract-ocr command -v tesseract
    need tesseract-ocr-vie has_vietnamese_model
    need fonts-dejavu-core test -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
    ;;
check) need gettext command -v xgettext ;;
*)
    echo "usage: tools/debian.sh python|test|check" >&2
    exit 2
    ;;
esac

[ ${#missing[@]} -eq 0 ] && exit 0

line="apt-get install -y --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]}. Install them with your system's package manager." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=()
elif sudo -n true 2>/dev/null; then
    as_root=(sudo)
else
    echo "Missing: ${missing[*]}. Type this, then start again:" >&2
    echo "    sudo $line" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
# shellcheck disable=SC2086 -- the line is a list of words
"${as_root[@]}" $line
