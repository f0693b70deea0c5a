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

command -v npm >/dev/null || die "npm is missing: run tools/install.sh web"
[ "$(uname -m)" = x86_64 ] || die "web/toolchain carries Node for x86-64 only, not for $(uname -m)."
. toolchain/env.sh || die "Node could not be installed into web/toolchain. Is the npm registry reachable?"

# The stamp is written last, inside what it vouches for: an interrupted install leaves none.
wanted=$(digest package.json package-lock.json)
if [ "$(cat node_modules/.complete 2>/dev/null)" != "$wanted" ]; then
  npm ci --no-audit --no-fund --loglevel=error >&2 ||
    die "npm ci failed in web/. Is the npm registry reachable?"
  printf '%s\n' "$wanted" >node_modules/.complete
fi

case ${1:-} in
  build)
    sources=$(find . \( -name node_modules -o -path ./dist -o -path ./e2e \) -prune -o -type f \
      ! -name '*.tsbuildinfo' ! -path ./src/api/schema.d.ts -print0 | LC_ALL=C sort -z |
      xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
    if [ "$(cat node_modules/.built 2>/dev/null)" != "$sources" ] || [ ! -f dist/index.html ]; then
      npm run --silent build
      printf '%s\n' "$sources" >node_modules/.built
    fi
    ;;
  run)
    shift
    exec "$@"
    ;;
  *) die "say build or run; see the head of this file." ;;
esac
