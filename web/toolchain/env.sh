# Source this (bash) to put the pinned Node and npm first on PATH:
#
#     . web/toolchain/env.sh
#
# The first time, and whenever the lockfile changes, it installs them with whatever npm the
# machine has (Debian's will do). It returns non-zero, with npm's own words on stderr, if that fails.

zhulian_toolchain() {
  local here lock stamp
  here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)" || return
  lock="$here/package-lock.json"
  stamp="$here/node_modules/.zhulian-lock"
  if ! cmp -s "$lock" "$stamp"; then
    (cd "$here" && npm ci --no-audit --no-fund --loglevel=error >&2) || return
    cp "$lock" "$stamp" || return
  fi
  case "$PATH" in
    "$here/node_modules/.bin:"*) ;;
    *) PATH="$here/node_modules/.bin:$PATH"; export PATH ;;
  esac
  hash -r
}

zhulian_toolchain
