#!/usr/bin/env bash
# Proves the two commands on a bare Debian 12: makes one in a temporary folder with nothing
# but git and curl, clones this repository into it, runs ./start there, signs in, stops it,
# and with --check runs ./check as well. Needs root and debootstrap; takes the time of a
# first build.
#
#   tools/clean-room.sh [--install-only | --check] [--keep] [--user] [--as-is]
#
#   --install-only  only see that every package of packages.txt installs on a bare Debian
#   --check         run ./check after ./start
#   --user          work as an ordinary user with sudo instead of root
#   --keep          leave the folder behind for a look
#   --as-is         take the working tree with its uncommitted changes instead of a clone
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

die() {
  printf 'clean-room: %s\n' "$*" >&2
  exit 1
}
say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }

mode=start keep='' account=root as_is=''
for word in "$@"; do
  case $word in
    --install-only) mode=install ;;
    --check) mode=check ;;
    --keep) keep=yes ;;
    --user) account=visitor ;;
    --as-is) as_is=yes ;;
    *) die "unknown word '$word'; see the head of this file." ;;
  esac
done
[ "$(id -u)" -eq 0 ] || die "needs root, for debootstrap and chroot."
command -v debootstrap >/dev/null || die "needs debootstrap: apt-get install debootstrap"

mirror=${MIRROR:-http://deb.debian.org/debian}
room=$(mktemp -d "${TMPDIR:-/tmp}/clean-room.XXXXXX")
chmod 755 "$room"
server=

leave() {
  status=$?
  trap - EXIT INT TERM
  [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
  # Daemons that packages started (a PostgreSQL cluster) live in the room: end those, by id.
  for process in /proc/[0-9]*; do
    if [ "$(readlink "$process/root" 2>/dev/null)" = "$room" ]; then
      kill -TERM "${process#/proc/}" 2>/dev/null || true
    fi
  done
  sleep 1
  for mounted in dev proc; do
    if mountpoint -q "$room/$mounted"; then
      umount --recursive "$room/$mounted" || umount --recursive --lazy "$room/$mounted"
    fi
  done
  # Never delete through a mount that would not go.
  if grep -qF " $room/" /proc/mounts; then
    say "mounts remain under $room; it stays"
  elif [ -n "$keep" ]; then
    say "kept: $room (mount proc and dev again before a chroot)"
  else
    rm -rf --one-file-system "$room"
  fi
  exit "$status"
}
trap leave EXIT
trap 'exit 130' INT TERM

say "a bare Debian 12 in $room"
extra=git,curl,ca-certificates
[ "$account" = root ] || extra=$extra,sudo
debootstrap --variant=minbase --include="$extra" bookworm "$room" "$mirror" \
  >"$room.debootstrap.log" 2>&1 || {
  tail -n 20 "$room.debootstrap.log" >&2
  die "debootstrap failed; its log is $room.debootstrap.log"
}
rm -f "$room.debootstrap.log"
cat >"$room/etc/apt/sources.list" <<LIST
deb $mirror bookworm main
deb $mirror bookworm-updates main
deb ${MIRROR_SECURITY:-http://deb.debian.org/debian-security} bookworm-security main
LIST

# The room reaches the registries the way this machine does: its resolver, apt's transport
# options, certificates and npm's settings, whatever they say.
cp -L /etc/resolv.conf /etc/hosts "$room/etc/"
for file in /etc/apt/apt.conf.d/*; do
  if grep -qiE 'proxy|Acquire::(http|Check|Retries)' "$file"; then
    cp "$file" "$room/etc/apt/apt.conf.d/"
  fi
done
if [ -s /etc/ssl/certs/ca-certificates.crt ]; then
  cp /etc/ssl/certs/ca-certificates.crt "$room/etc/ssl/certs/ca-certificates.crt"
fi
cp -r /usr/local/share/ca-certificates/. "$room/usr/local/share/ca-certificates/" 2>/dev/null || true
if npm_settings=$(npm config get cafile registry 2>/dev/null); then
  printf '%s\n' "$npm_settings" | sed -nE 's/^(cafile|registry) ?= ?"?([^"]*)"?$/\1=\2/p' |
    grep -vE '=(null)?$' >"$room/etc/npmrc" || true
fi
forwarded=()
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY NODE_EXTRA_CA_CERTS \
  SSL_CERT_FILE npm_config_registry; do
  [ -z "${!name:-}" ] || forwarded+=("$name=${!name}")
done

mount -t proc proc "$room/proc"
mount --rbind /dev "$room/dev"
mount --make-rslave "$room/dev"

home=/root
if [ "$account" != root ]; then
  chroot "$room" useradd -m -s /bin/bash "$account"
  printf '%s ALL=(ALL) NOPASSWD: ALL\nDefaults env_keep += "http_proxy https_proxy no_proxy"\n' \
    "$account" >"$room/etc/sudoers.d/$account"
  home=/home/$account
fi
clone="$home/a clone" # A path with a space: what breaks on one breaks here.
if [ -n "$as_is" ]; then
  mkdir -p "$room$clone"
  git ls-files -z -co --exclude-standard --deduplicate |
    tar --create --null --files-from=- --ignore-failed-read |
    tar --extract --directory "$room$clone"
else
  git clone -q --no-hardlinks . "$room$clone"
fi
chroot "$room" chown -R "$account:" "$clone"

# What comes before a command to run it in the clone, in the room, with a bare environment.
# Not a function: the process started in the background must be the command itself.
inside=(chroot --userspec="$account:" "$room" env -i HOME="$home" USER="$account"
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  ${forwarded[@]+"${forwarded[@]}"} bash -c 'cd "$0" && exec "$@"' "$clone")
took() { say "$1: $((SECONDS - since)) s"; }

if [ "$mode" = install ]; then
  for part in build web test; do
    since=$SECONDS
    "${inside[@]}" tools/install.sh "$part"
    took "packages [$part]"
  done
  since=$SECONDS
  "${inside[@]}" tools/install.sh
  took "nothing missing any more"
  exit 0
fi

port=$((20000 + RANDOM % 20000))
visit() { curl -fsS --noproxy '*' --max-time 10 "$@"; }

# Starts, waits until it answers (at most $1 seconds), signs in as everyone, stops.
walk() {
  since=$SECONDS
  "${inside[@]}" ./start --port "$port" >"$room/start.log" 2>&1 &
  server=$!
  until visit -o /dev/null "http://127.0.0.1:$port/healthz" 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || { cat "$room/start.log"; die "./start ended by itself."; }
    [ $((SECONDS - since)) -lt "$1" ] || { tail -n 30 "$room/start.log"; die "no answer in $1 s."; }
    sleep 0.5
  done
  took "./start answers"
  visit "http://127.0.0.1:$port/" | grep -qi '<html' || die "the web app is not served."
  local people=0
  while IFS=$'\t' read -r role user password _; do
    case $role in '' | '#'*) continue ;; esac
    visit -o /dev/null -H 'Content-Type: application/json' \
      --data "{\"user\":\"$user\",\"password\":\"$password\"}" \
      "http://127.0.0.1:$port/api/v1/session" || die "$role ($user) cannot sign in."
    people=$((people + 1))
  done <"$room$clone/var/demo/signins.txt"
  [ "$people" -gt 0 ] || die "no sign-in was made."
  say "$people people signed in"
  kill -TERM "$server"
  wait "$server" || die "the server left with status $?."
  server=
  ! visit -o /dev/null "http://127.0.0.1:$port/healthz" 2>/dev/null || die "it still answers."
}
walk 1800
cat "$room/start.log"
walk 60

if [ "$mode" = check ]; then
  since=$SECONDS
  "${inside[@]}" ./check
  took "./check"
fi
say "the two commands are true"
