# Does what is asked for, as a learner would.
set -e
sudo ip link add link eth0 name mv-host type macvlan mode bridge
sudo sysctl -q -w net.ipv6.conf.mv-host.accept_ra=2
sudo ip link set mv-host up
