#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# browser.sh PROGRAM [FILE]: a page of a browser as the display. Serves the window of PROGRAM, with FILE in it, on the
# loopback, and prints the address. The program itself chooses the renderer and fills the page.
set -euo pipefail
say () { printf '%s\n' "$*" >&2; }

[ $# -ge 1 ] || { say "Usage: browser.sh PROGRAM [FILE]"; exit 2; }
# One window, one page: another file would be behind the first.
[ $# -le 2 ] || { say "One FILE for an address, which opens that."; exit 2; }
command -v gtk4-broadwayd > /dev/null || { say "gtk4-broadwayd is not installed (Debian: libgtk-4-bin)."; exit 1; }

# The first free port: another window may be served already.
port=8085
while (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do
  port=$((port + 1))
  [ $port -lt 8185 ] || { say "No port from 8085 to 8184 is free at 127.0.0.1."; exit 1; }
done
display=:$((port - 8080))
server='' program='' tries=0
trap 'kill $program $server 2> /dev/null || true' EXIT
trap 'exit 130' INT TERM
gtk4-broadwayd --address 127.0.0.1 --port "$port" "$display" > /dev/null 2>&1 &
server=$!
until (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do
  tries=$((tries + 1))
  if [ $tries -gt 50 ] || ! kill -0 "$server" 2> /dev/null; then
    say "gtk4-broadwayd does not answer at 127.0.0.1:$port."
    exit 1
  fi
  sleep 0.1
done
GDK_BACKEND=broadway BROADWAY_DISPLAY=$display "$@" &
program=$!
say "Open http://127.0.0.1:$port/ in a browser${2:+: it shows $2}. Ctrl-C ends."
wait "$program"
