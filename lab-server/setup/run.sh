#!/bin/sh
# Every npm script starts here. It brings the Node modules up to date, among them the Node that the project runs on, and becomes one of
# our programs on that Node. It is plain sh, since a fresh clone has nothing else.
set -eu
cd "$(dirname "$0")/../.."
fail() { printf 'vethlab: %s\n' "$1" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail "lab hosts are made of the kernel's namespaces, which takes root: start it with sudo (sudo npm start)."

installed=node_modules/.installed-lock
if ! cmp -s package-lock.json "$installed"; then
  began=$(date +%s)
  printf '  %-18s installing\n' 'Node modules'
  # node-pty is compiled here, since it brings no build for Linux.
  for tool in make:make g++:g++ python3:python3; do
    command -v "${tool%:*}" > /dev/null || missing="${missing:-} ${tool#*:}"
  done
  if [ -n "${missing:-}" ]; then
    command -v apt-get > /dev/null || fail "compiling node-pty needs$missing; install them and start again."
    # shellcheck disable=SC2086 -- the packages are separate words
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $missing; } > /dev/null 2>&1 ||
      fail "apt could not install$missing, which compiling node-pty needs; connect this machine to its Debian mirror and start again."
  fi
  rm -f "$installed"
  log=$(mktemp)
  # `npm ci` would refuse a lock file that a mirror without other machines' optional packages has left incomplete.
  if ! npm install --no-save --no-audit --no-fund --loglevel=error > "$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "npm could not install the modules (all it said is in $log). Without a network they can't be fetched the first time; start again when there is one."
  fi
  rm -f "$log"
  cp package-lock.json "$installed"
  printf '  %-18s installed, %s s\n' 'Node modules' "$(($(date +%s) - began))"
fi

PATH=$PWD/node_modules/.bin:$PATH
export PATH
# The folder is made before anything in it that only root may read. Made along with that, it would be closed to the web server, which is
# not root. If it can't be made, the program says why.
made=${VAR_DIR:-$PWD/.vethlab}
mkdir -p "$made" 2> /dev/null || true
if [ "$1" = lab-server/main.ts ]; then
  # Compiling our TypeScript anew would cost 20 MB for as long as the program runs.
  export NODE_COMPILE_CACHE="$made/compiled"
  set -- --again node_modules/.bin/node --max-semi-space-size=1 "$@"
else
  set -- node_modules/.bin/node "$@"
fi
exec perl lab-server/setup/parent.pl --tied "$@"
