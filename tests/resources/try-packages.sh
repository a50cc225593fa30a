#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# try-packages.sh PACKAGE.deb…: installs the packages in a bare Debian 12, starts both programs there as a user with an
# empty home, looks at the window, and removes them again. As root; it leaves nothing behind.
# $RSC_MIRROR: another mirror than debootstrap's own.
set -eu
[ "$(id -u)" = 0 ] || { echo "1..0 # SKIP a chroot needs root"; exit 0; }
command -v debootstrap > /dev/null || { echo "1..0 # SKIP debootstrap is not installed"; exit 0; }
root=$(mktemp -d)
# For its users too.
chmod 755 "$root"
failures=0 number=0

# Those that were started here, by their numbers.
end_programs ()
{
  [ -f "$root/home/student/pids" ] || return 0
  xargs -r kill < "$root/home/student/pids" 2> /dev/null || true
  rm -f "$root/home/student/pids"
  sleep 1
}

finish ()
{
  end_programs
  ! mountpoint -q "$root/proc" || umount "$root/proc"
  rm -rf --one-file-system "$root"
}
trap finish EXIT

report ()
{
  local name=$1
  number=$((number + 1))
  shift
  if "$@" > "$root/said" 2>&1; then
    echo "ok $number $name"
  else
    echo "not ok $number $name"
    tail -n 15 "$root/said" | sed 's/^/# /'
    failures=1
  fi
}

as_user () { chroot "$root" su student -c "cd && export LC_ALL=C.UTF-8 GSETTINGS_BACKEND=memory; $1"; }
has_window () { as_user 'for k in $(seq 150); do DISPLAY=:77 xwininfo -root -tree | grep -qi "checkerboard.*Reluscope" && exit 0; sleep 0.2; done; DISPLAY=:77 xwininfo -root -tree; cat window.log; exit 1'; }
has_picture () { [ "$(convert "xwd:$root/tmp/Xvfb_screen0" -format %k info:)" -gt 300 ]; }
says_nothing () { [ ! -s "$root/home/student/window.log" ] || { cat "$root/home/student/window.log"; false; }; }
left () { chroot "$root" sh -c 'find / -xdev -iname "*reluscope*" ! -path "/home/*" ! -path "/proc/*" ! -path "/debs/*" ! -path "/var/lib/dpkg/*" ! -path "/said"'; }
nothing_left () { [ -z "$(left)" ] || { left; false; }; }

debootstrap --variant=minbase bookworm "$root" ${RSC_MIRROR:+"$RSC_MIRROR"} > "$root.log" 2>&1 \
  || { tail -n 5 "$root.log"; exit 1; }
rm -f "$root.log"
mount -t proc proc "$root/proc"
mkdir "$root/debs"
cp "$@" "$root/debs"
chroot "$root" useradd -m student
export DEBIAN_FRONTEND=noninteractive
report "the command line installs by itself" chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends /debs/reluscope-cli_*.deb'
report "without a toolkit" sh -c "! chroot '$root' dpkg -s libgtk-4-1"
report "it solves" as_user 'reluscope-cli optimal-set gallery:polygon-12 | grep -qi narrowest'
report "it draws" as_user 'reluscope-cli figure optimal-set gallery:polygon-8 -o set.svg && test -s set.svg'
report "its manual page is there" chroot "$root" sh -c 'dpkg -L reluscope-cli | grep -q man1/reluscope-cli.1.gz'
report "the window installs" chroot "$root" sh -c 'apt-get install -y -qq --no-install-recommends /debs/reluscope_*.deb xvfb x11-utils'
as_user 'Xvfb :77 -screen 0 1280x800x24 -fbdir /tmp > /dev/null 2>&1 & echo $! > pids; sleep 1
  DISPLAY=:77 GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=none reluscope gallery:checkerboard > window.log 2>&1 & echo $! >> pids'
report "the window opens" has_window
sleep 8
report "and shows a picture" has_picture
[ -z "${RSC_SCREENSHOT:-}" ] || convert "xwd:$root/tmp/Xvfb_screen0" "$RSC_SCREENSHOT"
report "and has nothing to warn of" says_nothing
end_programs
report "both go" chroot "$root" apt-get purge -y -qq reluscope reluscope-cli
report "and nothing of them is left" nothing_left
echo "1..$number"
exit $failures
