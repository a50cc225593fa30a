#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-debian.sh ROOT BUILD PREFIX: makes the packages of resources/debian from what is built, without building it anew,
# and lets lintian look them over. "./dev package" makes them as Debian does. TAP.
set -eu
root=$1 build=$2 prefix=$3
for tool in dh_builddeb lintian dpkg-deb; do
  command -v $tool > /dev/null || { echo "1..0 # SKIP $tool is not installed: ./dev package installs it"; exit 0; }
done
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
echo "1..3"
failures=0 number=0

report ()
{
  local name=$1
  number=$((number + 1))
  shift
  if "$@" > "$dir/said" 2>&1; then
    echo "ok $number $name"
  else
    echo "not ok $number $name"
    tail -n 20 "$dir/said" | sed 's/^/# /'
    failures=1
  fi
}

make_packages ()
{
  mkdir -p "$dir/reluscope"
  cp -a "$root/resources/debian" "$dir/reluscope/debian"
  DESTDIR=$dir/all meson install -C "$build" --no-rebuild --quiet
  # Where a package has it, whatever this build's prefix is.
  mkdir -p "$dir/reluscope/debian/tmp"
  mv "$dir/all$prefix" "$dir/reluscope/debian/tmp/usr"
  cd "$dir/reluscope"
  local step
  for step in dh_install dh_missing dh_installdocs dh_installchangelogs dh_installman dh_compress dh_fixperms dh_strip \
    dh_shlibdeps dh_installdeb dh_gencontrol dh_md5sums dh_builddeb; do
    echo "$step"
    case $step in
      dh_missing) dh_missing --fail-missing || return ;;
      dh_strip) dh_strip --no-automatic-dbgsym || return ;;
      *) $step || return ;;
    esac
  done
}

count_packages () { [ "$(find "$dir" -maxdepth 1 -name 'reluscope*_*.deb' | grep -vc dbgsym)" = 2 ]; }

report "the packages are made, and every file is in one" make_packages
report "there are two" count_packages
report "lintian has no errors" lintian --allow-root --fail-on error "$dir"/reluscope_*.deb "$dir"/reluscope-cli_*.deb
exit $failures
