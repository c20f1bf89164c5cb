# Prints the answer; exercises/README.md says how it is run. Takes the first container of Docker, else of Podman, that has a port.
published() {
  for engine in docker podman 'sudo podman'; do
    for id in $($engine ps -q); do
      port=$($engine port "$id" | sed -n 's/.*:\([0-9]*\)$/\1/p' | head -n 1)
      [ -z "$port" ] || $engine inspect -f "{{.Name}} {{.State.Pid}} $port" "$id" | sed 's,^/,,'
    done
  done
}
read -r name pid port < <(published 2> /dev/null)
if [ -z "$name" ]; then
  jq -n '{ container: "none", version: "none", source: "none", destination: "none" }'
  exit
fi
# Asks until tcpdump has seen it.
sudo nsenter -t "$pid" -n timeout 20 tcpdump -lnni any -Q in -c 1 'tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn' 2> /dev/null > ~/seen &
while kill -0 $! 2> /dev/null; do curl -6 -s -m 1 -o /dev/null "http://localhost:$port/"; done
read -r source destination < <(sed -n 's/.* IP \([0-9.]*\)\.[0-9]* > \([0-9.]*\)\.[0-9]*: .*/\1 \2/p' ~/seen)
jq -n --arg name "$name" --arg source "$source" --arg destination "$destination" \
  '{ container: $name, version: "inet", $source, $destination }'
