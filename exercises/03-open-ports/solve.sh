# Prints the answer; exercises/README.md says how it is run.
addresses() { ip "-$1" -o addr show dev eth0 scope global | awk '{print $4}' | cut -d/ -f1; }
{
  nmap -n -p- -T5 $(addresses 4)
  nmap -6 -n -p- -T5 $(addresses 6)
} | sed -n 's,^\([0-9]*\)/tcp  *open .*,\1,p' | sort -nu | jq -n '{ ports: [inputs] }'
