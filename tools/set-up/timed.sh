#!/bin/sh
# Run a step and say how long it took: timed.sh NAME COMMAND…
set -eu
name=$1; shift
began=$(date +%s)
printf '%s …\n' "$name"
"$@"
printf '%s: ready (%s s)\n' "$name" "$(($(date +%s) - began))"
