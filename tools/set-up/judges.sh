#!/bin/sh
# Install the judges that live in the npm world (Ace, a reading system, a browser driver), pinned by the lock file.
set -eu

cd "$(dirname "$0")/../../tests/judges"
command -v npm >/dev/null 2>&1 || { echo "npm is missing: Ace and the reading system will not judge."; exit 0; }
stamp=node_modules/.installed
if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$(cksum < package-lock.json)" ]; then exit 0; fi
PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent --no-audit --no-fund --ignore-scripts
cksum < package-lock.json > "$stamp"
