#!/bin/sh
# parallel.sh N KIND SETTINGS OUT [OPTION…]: an experiment (pruning or tuning) in N shares by GNU parallel, then put
# together in OUT. Options go to reluscope-cli, such as --data FOLDER. What a share has done is in OUT.parts: stopped
# and begun again it goes on. PARALLEL_OPTIONS, such as "--sshloginfile hosts --wd ." where machines share the folder.
set -eu
[ $# -ge 4 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
n=$1 kind=$2 settings=$3 out=$4
shift 4

# Each argument as one word of a shell.
quote () { for word in "$@"; do printf "'%s' " "$(printf %s "$word" | sed "s/'/'\\\\''/g")"; done; }

cli=${RELUSCOPE_CLI:-reluscope-cli}
parts=$(quote "$out.parts/")
mkdir -p "$out.parts"
# shellcheck disable=SC2086
seq "$n" | parallel --will-cite --halt soon,fail=1 ${PARALLEL_OPTIONS:-} \
  "$(quote "$cli" experiment "$kind" "$settings" "$@") --jobs 1 --shard {}/$n --resume --json ${parts% }{}.json > /dev/null"
# Its status is that of the whole.
status=0
"$cli" experiment merge "$settings" "$@" "$out.parts"/*.json --json "$out" || status=$?
[ $status -gt 1 ] || rm -r "$out.parts"
exit $status
