# Prints the answer; exercises/README.md says how it is run.
{
  for id in $(docker ps -q); do docker inspect -f '{{.State.Pid}}' "$id"; done
  for id in $(podman ps -q); do podman inspect -f '{{.State.Pid}}' "$id"; done
  for id in $(sudo podman ps -q); do sudo podman inspect -f '{{.State.Pid}}' "$id"; done
  incus ls -f csv -c ps | grep ',RUNNING$' | cut -d, -f1
  lxc ls -f csv -c ps | grep ',RUNNING$' | cut -d, -f1
} 2> /dev/null | jq -n '{ pids: [inputs] }'
