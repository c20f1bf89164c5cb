#!/bin/sh
# Becomes the router of a host's LAN: it announces the LAN's prefixes, gives out IPv4 addresses and knows the names there. It runs as
# root in the host's mount namespace, which up.sh made, and in a network namespace of its own.
#
# OLD  process id of the router whose place it takes when the LAN got other prefixes; empty for the first router
# The other variables are as in up.sh.
set -eu
view=/mnt/view
if [ -n "$OLD" ]; then
  kill "$OLD"
  # A zombie has no command line.
  while [ -n "$(tr -d '\0' < "/proc/$OLD/cmdline" 2> /dev/null)" ]; do sleep 0.01; done
  ip -6 addr flush dev br-lan scope global
  ip neigh flush dev br-lan
else
  # This comes before it says anything: a host that hears from a router that it is none forgets the way through it (RFC 4861, 7.2.5).
  # It forwards IPv4 too, though it knows no way out: only so does it answer at once that what is elsewhere can't be reached.
  # Nobody else is on its LAN yet, so it asks nobody whether its addresses are in use: for the 1 to 2 s that this takes it could announce
  # nothing.
  sysctl -qw net.ipv6.conf.all.forwarding=1 net.ipv4.ip_forward=1 net.ipv6.conf.default.accept_dad=0
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
# It answers itself that there is no other name (--local=/#/): of a refusal programs make riddles, and ask again.
# Each announcement makes it a router for 9,000 s, the longest time possible. The default is three times the interval: an announcement
# that comes late on a busy machine would then leave hosts without a way out of their LAN.
exec chroot "$view" setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs \
  --inh-caps=-all,+net_admin,+net_raw,+net_bind_service --ambient-caps=-all,+net_admin,+net_raw,+net_bind_service \
  --bounding-set=-all,+net_admin,+net_raw,+net_bind_service \
  dnsmasq --keep-in-foreground --conf-file=/dev/null --no-hosts --no-resolv --domain=lan --local=/lan/ --local=/#/ --pid-file= \
  --no-ping --dhcp-leasefile=/tmp/leases --interface=br-lan --log-facility=- \
  --dhcp-range="$LAN4_RANGE" --enable-ra --dhcp-range="$GUA_RANGE" --dhcp-range="$ULA_RANGE" --ra-param=br-lan,10,9000 \
  --quiet-dhcp --quiet-ra --bind-interfaces
