#!/bin/sh
# Becomes the router of a host's LAN: announces its prefixes, gives out IPv4 addresses and knows the names there. Runs as root
# in the host's mount namespace, made by up.sh, and in a network namespace of its own.
#
# OLD  process id of the router whose place it takes, on a LAN that has got other prefixes; empty for the first
# The rest as in up.sh.
set -eu
view=/mnt/view
if [ -n "$OLD" ]; then
  kill "$OLD"
  # A zombie has no command line.
  while [ -n "$(tr -d '\0' < "/proc/$OLD/cmdline" 2> /dev/null)" ]; do sleep 0.01; done
  ip -6 addr flush dev br-lan scope global
  ip neigh flush dev br-lan
else
  # Before it says anything: who hears from a router that it is none forgets the way through it (RFC 4861, 7.2.5).
  sysctl -qw net.ipv6.conf.all.forwarding=1
  ip -batch - <<EOF
link set lo up
link add br-lan type bridge
addr add $LAN4 dev br-lan
link set br-lan up
EOF
fi
ip -batch - <<EOF
addr add $GUA dev br-lan nodad
addr add $ULA dev br-lan nodad
EOF
echo $$ > "$HOST_DIR/router.pid.new"
mv "$HOST_DIR/router.pid.new" "$HOST_DIR/router.pid"
# Addresses that have no name are its own to deny (--local=/arpa/): a refusal would make nmap ask again for 13 s.
# It is a router for 9,000 s after each announcement, the most there is: with three times the interval, as by itself, one that
# comes late on a busy machine would leave hosts without a way out of their LAN.
exec chroot "$view" setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs \
  --inh-caps=-all,+net_admin,+net_raw,+net_bind_service --ambient-caps=-all,+net_admin,+net_raw,+net_bind_service \
  --bounding-set=-all,+net_admin,+net_raw,+net_bind_service \
  dnsmasq --keep-in-foreground --conf-file=/dev/null --no-hosts --no-resolv --domain=lan --local=/lan/ --local=/arpa/ --pid-file= \
  --no-ping --dhcp-leasefile=/tmp/leases --interface=br-lan --log-facility=- \
  --dhcp-range="$LAN4_RANGE" --enable-ra --dhcp-range="$GUA_RANGE" --dhcp-range="$ULA_RANGE" --ra-param=br-lan,10,9000 \
  --quiet-dhcp --quiet-ra --bind-interfaces
