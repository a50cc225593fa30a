#!/bin/sh
# test-shares.sh CLI ROOT: the recipe for GNU parallel gives what one run gives. TAP.
echo 1..1
if ! command -v parallel > /dev/null; then
  echo "ok 1 shares by parallel # SKIP there is no GNU parallel here"
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
settings=$2/tests/data/experiment/random.json
without_times () { sed -E 's/"seconds": [-+.e0-9]+/"seconds": 0/g' "$1"; }
RELUSCOPE_CLI=$1 "$2/data/experiments/parallel.sh" 3 pruning "$settings" "$folder/parted.json" > "$folder/said" 2>&1
"$1" experiment pruning "$settings" --json "$folder/whole.json" >> "$folder/said" 2>&1
without_times "$folder/parted.json" > "$folder/parted"
without_times "$folder/whole.json" > "$folder/whole"
if [ -s "$folder/whole" ] && cmp -s "$folder/parted" "$folder/whole" && [ ! -e "$folder/parted.json.parts" ]; then
  echo "ok 1 shares by parallel"
else
  echo "not ok 1 shares by parallel"
  sed 's/^/# /' "$folder/said"
  exit 1
fi
