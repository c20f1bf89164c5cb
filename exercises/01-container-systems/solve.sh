# Prints the answer; exercises/README.md says how it is run.
running() {
  case $1 in
    docker) docker ps -q ;;
    podman) podman ps -q; sudo podman ps -q ;;
    incus) incus ls -f csv -c ns | grep ',RUNNING$' ;;
    lxd) lxc ls -f csv -c ns | grep ',RUNNING$' ;;
  esac 2> /dev/null
}
for system in docker podman incus lxd; do
  [ -z "$(running "$system")" ] || echo "$system"
done | jq -Rn '{ systems: [inputs] }'
