#!/bin/sh
# slurm.sh N KIND SETTINGS OUT [OPTION…]: an experiment (pruning or tuning) as an array of N jobs of Slurm, and a job
# after them that puts the shares together in OUT. Options go to reluscope-cli, such as --data FOLDER; SBATCH_OPTIONS to
# sbatch, such as "--time 60 --mem 4G". A job whose time ends writes what it has: run again, the array goes on.
set -eu
[ $# -ge 4 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
n=$1 kind=$2 settings=$3 out=$4
shift 4

# Each argument as one word of a shell.
quote () { for word in "$@"; do printf "'%s' " "$(printf %s "$word" | sed "s/'/'\\\\''/g")"; done; }

cli=$(quote "${RELUSCOPE_CLI:-reluscope-cli}")
parts=$(quote "$out.parts/")
mkdir -p "$out.parts"
# shellcheck disable=SC2086
array=$(sbatch --parsable --array="1-$n" --cpus-per-task=1 --signal=B:TERM@30 --output="$out.parts/%a.log" \
  ${SBATCH_OPTIONS:-} --wrap "exec $cli experiment $(quote "$kind" "$settings" "$@") --jobs 1 \
  --shard \$SLURM_ARRAY_TASK_ID/$n --resume --json ${parts% }\$SLURM_ARRAY_TASK_ID.json")
# shellcheck disable=SC2086
sbatch --parsable --dependency="afterok:$array" --output="$out.log" ${SBATCH_OPTIONS:-} \
  --wrap "$cli experiment merge $(quote "$settings" "$@") ${parts% }*.json --json $(quote "$out")"
