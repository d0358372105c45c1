#!/usr/bin/env bash
# Pins every dependency, with hashes and for every platform, in requirements/*.txt.
#
# The pins are the newest that pyproject.toml allows. The files name no place to download from:
# whoever installs uses the index of their own pip. uv's own lock file does name one, so it is
# made in a temporary folder and forgotten.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${UV:-uv}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp pyproject.toml "$work/"
"$uv" --directory "$work" lock --quiet

# export FILE WHAT OPTION...
export_to() {
    local file=requirements/$1 what=$2
    shift 2
    "$uv" --directory "$work" export --quiet --locked --format requirements-txt \
        --no-emit-project --no-header --no-default-groups "$@" > "$work/out.txt"
    if grep -nE 'https?:|index-url|find-links' "$work/out.txt"; then
        echo "lock: $file would name a place to download from (lines above); nothing written" >&2
        exit 1
    fi
    { printf '# %s\n# Made by `make lock` from pyproject.toml; do not edit.\n' "$what"; cat "$work/out.txt"; } > "$file"
    echo "lock: $file, $(grep -c '==' "$file") packages"
}

export_to run.txt "What dabiao needs to run."
export_to dev.txt "What dabiao needs to run, and what tests and checks need." --group dev
export_to bench.txt "What dabiao needs to run, and what the benchmarks compare it with." --extra bench
export_to spark.txt "What dabiao needs to run, and what runs its SQL on Spark." --extra spark
export_to fonts.txt "What \`make fonts\` needs." --only-group fonts
