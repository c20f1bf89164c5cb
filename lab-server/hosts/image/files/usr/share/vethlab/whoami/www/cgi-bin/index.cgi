#!/bin/sh
# The whoami page: who serves it, from which addresses, run by which framework, and what the request looked like.
if [ -e /.dockerenv ]; then framework=Docker
elif [ -e /run/.containerenv ]; then framework=Podman
elif [ -e /dev/incus ]; then framework=Incus
elif [ -e /dev/lxd ]; then framework=LXD
else framework='no container framework that I know'
fi
host=$(hostname)
addresses=$(ip -o addr show scope global | awk '{ sub("/.*", "", $4); print $4 }' | sort -u)
headers=$(env | sed -n 's/^HTTP_//p' | sort | awk -F= '{ n = tolower($1); gsub("_", "-", n); sub("^[^=]*=", ""); print n ": " $0 }')
text="Hostname: $host
Framework: $framework
$(for a in $addresses; do echo "Address: $a"; done)
From: ${REMOTE_ADDR:-unknown}
Request: ${REQUEST_METHOD:-GET} ${REQUEST_URI:-/} ${SERVER_PROTOCOL:-}
$headers"
case "${HTTP_ACCEPT:-}" in
  *text/html*)
    printf 'Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n\r\n'
    esc() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }
    cat <<HTML
<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>whoami: $host</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:10vh auto;padding:0 1rem;color-scheme:light dark}
h1{font-size:1.2rem;margin:0;opacity:.7}p{font:600 2.2rem/1.2 ui-monospace,monospace;margin:.2em 0 1em;overflow-wrap:anywhere}
pre{font:14px/1.6 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}</style>
<h1>This page is served by the container</h1><p>$host</p><pre>$(printf '%s\n' "$text" | esc)</pre></html>
HTML
    ;;
  *)
    printf 'Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n\r\n%s\n' "$text"
    ;;
esac
