#!/usr/bin/env bash
# Starts Apache in the foreground on port 8098; Debian: apt-get install apache2 libapache2-mod-auth-openidc.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
export ISSUER="${1:-http://localhost:9000}"
export MODULES="${MODULES:-/usr/lib/apache2/modules}"
WORK="$(mktemp -d)"
export WORK
PASSPHRASE="$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
export PASSPHRASE
# where root starts it, the workers are another user
chmod 755 "$WORK"
mkdir -p "$WORK/pages/two-factors"
echo 'everybody who is signed in' >"$WORK/pages/index.html"
echo 'two factors were used' >"$WORK/pages/two-factors/index.html"
apache2 -f "$here/httpd.conf" -DFOREGROUND &
apache=$!
trap 'kill "$apache" 2>/dev/null; wait "$apache" || true; rm -rf "$WORK"' EXIT
trap 'exit 0' INT TERM
wait "$apache"
