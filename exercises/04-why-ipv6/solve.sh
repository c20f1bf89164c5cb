# Prints the answer; exercises/README.md says how it is run. This one is thought, not looked up: it holds on every host.
jq -n '{
  reasons: ["own-address", "no-nat", "autoconfiguration", "room-to-scale"],
  sentence: "Each container has an address of its own, formed from the router advertisement, so all of them can serve on port 443 and no NAT is needed."
}'
