# Prints the answer; exercises/README.md says how it is run. Takes the first running container of whichever framework has one.
first() {
  docker ps --format '{{.Names}}' | while read -r name; do
    echo "$name $(docker top "$name" -o pid | sed -n 2p)"
  done
  podman ps --format '{{.Names}} {{.Pid}}'
  sudo podman ps --format '{{.Names}} {{.Pid}}'
  incus ls -f csv -c n,p
  lxc ls -f csv -c n,p
}
read -r name pid < <(first 2> /dev/null | tr , ' ' | awk '$2 > 0' | head -n 1)
hostname=$(sudo nsenter -t "$pid" -n curl -s localhost | sed -n 's/^Hostname: //p')
jq -n --arg hostname "$hostname" --arg container "$name" '{ $hostname, $container }'
