#!/usr/bin/env bash
# check-dev.sh DEV BUILD PROGRAM: whether the program that DEV starts is PROGRAM, below the folder BUILD. TAP.
echo "1..1"
name=$(sed -n 's|^ *local program=build/||p' "$1")
if [ "$2/$name" = "$3" ]; then
  echo "ok 1 dev run starts the program"
else
  echo "not ok 1 dev run starts the program"
  echo "# it starts build/$name, built is $3"
  exit 1
fi
