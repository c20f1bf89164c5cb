# Prints the answer; exercises/README.md says how it is run.
lan=$(ip route show default | awk '{ print $3 }' | cut -d. -f1-3)
{
  docker ps -q | xargs -r docker inspect -f '{{.Name}} {{.State.Pid}}' | sed 's,^/,,'
  podman ps -q | xargs -r podman inspect -f '{{.Name}} {{.State.Pid}}'
  sudo podman ps -q | xargs -r sudo podman inspect -f '{{.Name}} {{.State.Pid}}'
  { incus ls -f csv -c nps; lxc ls -f csv -c nps; } | grep ',RUNNING$' | tr , ' '
} 2> /dev/null | while read -r name pid _; do
  if sudo nsenter -t "$pid" -n ip -4 -o addr show scope global | grep -q " $lan\\."; then echo "direct $name"; else echo "behind $name"; fi
done | jq -Rn '[inputs / " "] as $all
  | def of($kind): [$all[] | select(.[0] == $kind) | .[1]] | if length > 0 then join(" ") else "none" end;
  { direct: of("direct"), behind: of("behind"), evidence: ["gateway", "address"] }'
