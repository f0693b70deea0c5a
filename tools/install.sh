#!/usr/bin/env bash
# tools/install.sh [build] [web] [test]: installs the Debian packages of those sections of
# packages.txt that are missing (all sections without an argument). Nothing missing: no
# network, no rights needed, a few milliseconds.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"

die() {
  printf 'install: %s\n' "$*" >&2
  exit 1
}

[ $# -gt 0 ] || set -- build web test
command -v dpkg-query >/dev/null || die "this is not Debian. Zhulian is built and tested on Debian 12;
  elsewhere, install what tools/packages.txt names by hand."

# The packages of one section as "package command" lines.
section() {
  awk -v wanted="[$1]" '
    /^#/ || NF == 0 { next }
    /^\[/ { inside = ($1 == wanted); found = found || inside; next }
    inside { print $1, $2 }
    END { exit !found }
  ' packages.txt || die "packages.txt has no section [$1]."
}

installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' | sed -n 's/^ii *//p')
missing=()
for name in "$@"; do
  lines=$(section "$name")
  while read -r package command; do
    grep -qxF -- "$package" <<<"$installed" && continue
    [ -n "$command" ] && command -v "$command" >/dev/null && continue
    missing+=("$package")
  done <<<"$lines"
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || die "packages are missing, and this user is neither root nor has sudo.
  Ask an administrator to run: apt-get install --no-install-recommends ${missing[*]}"
  as_root=(sudo)
fi

# Debian's default Boost (1.74) and 1.81 cannot both have their headers installed.
if grep -qx 'libboost1.74-dev' <<<"$installed"; then
  printf 'Boost 1.74 headers make way for 1.81 (the two exclude each other).\n'
fi

printf 'Installing %d packages: %s\n' "${#missing[@]}" "${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
    apt-get -y -q -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" \
    </dev/null >"$log" 2>&1 && return
  tail -n 25 "$log" >&2
  die "apt-get $1 failed; its last lines are above. Is the package registry reachable?"
}
apt update
apt install --no-install-recommends "${missing[@]}"
