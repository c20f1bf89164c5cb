# Prints the answer; exercises/README.md says how it is run.
{
  docker ps -q | xargs -r docker inspect -f '{{.Name}} {{.State.Pid}}' | sed 's,^/,,'
  podman ps -q | xargs -r podman inspect -f '{{.Name}} {{.State.Pid}}'
  sudo podman ps -q | xargs -r sudo podman inspect -f '{{.Name}} {{.State.Pid}}'
  { incus ls -f csv -c nps; lxc ls -f csv -c nps; } | grep ',RUNNING$' | tr , ' '
} 2> /dev/null | while read -r name pid _; do
  echo "$name $(sudo lsns -n -t net -p "$pid" -o NS | tr -d ' ')"
done | jq -Rs '{ namespaces: . }'
