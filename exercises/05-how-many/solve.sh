# Prints the answer; exercises/README.md says how it is run.
{
  docker ps -q
  podman ps -q
  sudo podman ps -q
  incus ls -f csv -c ns | grep ',RUNNING$'
  lxc ls -f csv -c ns | grep ',RUNNING$'
} 2> /dev/null | wc -l | jq '{ count: . }'
