#!/usr/bin/env bash
# valgrind.sh PROGRAM [WORD…]: runs typical commands (or those with one of the words) of the command line under
# valgrind, and prints those with a finding: memory that is not theirs, values that nobody set, what is lost at
# the end. Exit status 1 if there is one.
set -u
program=$(realpath "$1")
shift
here=$(realpath "$(dirname "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

# Values that no kernel of today's processors is needed for; cut short where a whole one takes minutes.
"$program" gallery export moons moons.csv > /dev/null
"$program" gallery export xor xor.csv > /dev/null
"$program" train gallery:xor --width 4 --seeds 1 --json trained.json > /dev/null
python3 - << 'END'
import json
with open('trained.json', encoding='utf-8') as file:
    network = json.load(file)['runs'][0]['network']
with open('network.json', 'w', encoding='utf-8') as file:
    json.dump(network, file)
END
printf 'size,colour,kind\n1,red,a\n2,blue,b\n2.5,red,c\n4,blue,a\n5,red,b\n7,blue,c\n' > kinds.csv
printf 'x,y\n1,2\n2,oops,3\n' > torn.csv

# EXIT STATUS, then the command.
commands=(
  '0 --help'
  '0 gallery list'
  '0 gallery export moons again.csv'
  '0 solve gallery:checkerboard --json -'
  '0 solve xor.csv --lambda-ratio 0.05 --activation gated --patterns 8 --seed 3'
  '0 solve xor.csv --lambda 0'
  '0 optimal-set gallery:checkerboard --why --leave-one-out'
  '0 optimal-set gallery:polygon-8 --complex --json -'
  '0 path gallery:xor --ratio-min 0.05'
  '0 prune gallery:checkerboard'
  '0 prune gallery:xor --start network.json'
  '0 train gallery:xor --width 2 --seeds 3 --steps 200'
  '0 stationarity gallery:xor --network network.json'
  '0 tune moons.csv --test-fraction 0.5 --lambda-ratio 0.3'
  '0 distribution gallery:checkerboard --of at:0.5,0.2'
  '0 price gallery:xor'
  '0 classes kinds.csv'
  '0 figure function gallery:xor -o function.png'
  '0 figure optimal-set gallery:checkerboard -o set.svg'
  '0 figure path gallery:xor --ratio-min 0.1 -o path.pdf'
  '0 figure certificate gallery:xor -o certificate.svg'
  '0 report xor.csv -o report.html'
  '2 solve torn.csv'
  '2 solve absent.csv'
  '2 solve xor.csv --lambda minus'
  '2 stationarity xor.csv --network torn.csv'
)

status=0 number=0
for line in "${commands[@]}"; do
  expected=${line%% *}
  command=${line#* }
  if [ $# -gt 0 ]; then
    wanted=
    for word in "$@"; do case "$command" in *"$word"*) wanted=1 ;; esac; done
    [ -n "$wanted" ] || continue
  fi
  number=$((number + 1))
  # The words of a command hold no blanks.
  # shellcheck disable=SC2086
  G_SLICE=always-malloc G_DEBUG=gc-friendly OPENBLAS_NUM_THREADS=1 LC_ALL=C.UTF-8 \
    valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
    --show-leak-kinds=definite --suppressions="$here/valgrind.supp" --log-file=valgrind.log \
    "$program" $command > out.txt 2> error.txt < /dev/null
  code=$?
  [ $code != "$expected" ] || continue
  status=1
  echo "$command: ended with $code, expected was $expected"
  cat valgrind.log error.txt
done
echo "valgrind: $number commands, $([ $status = 0 ] && echo 'no finding' || echo 'see above')"
[ $number -gt 0 ] || status=1
exit $status
