#!/usr/bin/env bash
# Checks the layout of every source file: clang-format, length of lines, SPDX line, white space. TAP.
set -u
cd "$1" || exit 99
mapfile -t sources < <(find app core ui tests -name '*.[ch]' | sort)
mapfile -t texts < <(find app core ui tests resources data .ci dev meson.build README.md \
  -type f \( -name '*.[ch]' -o -name '*.build' -o -name '*.ui' -o -name '*.css' -o -name '*.sh' \
  -o -name '*.py' -o -name dev -o -name run -o -name '*.md' \) | sort)
echo "1..6"
failures=0

# report NAME LINES: passes when there are none.
report ()
{
  number=$((${number:-0} + 1))
  if [ -z "$2" ]; then
    echo "ok $number $1"
  else
    echo "not ok $number $1"
    printf '%s\n' "$2" | head -20 | sed 's/^/# /'
    failures=1
  fi
}

report "clang-format" "$(clang-format --dry-run "${sources[@]}" 2>&1 | grep 'warning:' | cut -d: -f1 | sort -u)"
# clang-format leaves comments as they are.
report "lines of at most 100 characters" \
  "$(LC_ALL=C.UTF-8 grep -nE '^.{101,}' "${sources[@]}" | cut -c1-120)"
report "licence line" "$(grep -L 'SPDX-License-Identifier: GPL-3.0-or-later' "${sources[@]}")"
report "no tabs, no white space at line ends" \
  "$(grep -nE "$(printf '\t')|[[:space:]]+\$" "${texts[@]}" | cut -c1-120)"
report "line ends at the end of every file" \
  "$(for f in "${texts[@]}"; do [ -s "$f" ] && [ -n "$(tail -c1 "$f")" ] && echo "$f"; done)"
# What moves by itself asks ui/rsc-motion, which knows what the desktop wants.
report "one place that asks whether things may move" \
  "$(grep -nE 'gtk-enable-animations|adw_get_enable_animations' "${sources[@]}" \
    | grep -vE '^(ui/rsc-motion\.c|ui/rsc-motion\.h|tests/)')"
exit $failures
