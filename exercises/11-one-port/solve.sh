# Does what is asked for, as a learner would.
set -e
address() { ip -6 -o addr show dev eth0 scope global | awk '{ print $4 }' | cut -d/ -f1 | grep "^$1" | head -n 1; }
podman run -d --name first -p "[$(address 2001)]:8890:80" vethlab/whoami
docker run -d --name second -p "[$(address fd10)]:8890:80" vethlab/whoami
