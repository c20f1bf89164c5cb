# Prints the answer; exercises/README.md says how it is run.
holders=$(sudo netstat -lntp 2> /dev/null)
for pair in docker:docker-proxy podman:rootlessport podman:pasta podman:conmon; do
  if echo "$holders" | grep -q "/${pair#*:}"; then echo "${pair%:*}"; fi
done | sort -u | jq -Rn '[inputs] | { systems: (if length > 0 then . else ["none"] end) }'
