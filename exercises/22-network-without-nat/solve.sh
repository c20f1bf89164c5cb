# Does what is asked for, as a learner would.
set -e
sudo ip netns add gold
sudo ip link add to-gold type veth peer name eth0 netns gold
sudo ip link set to-gold up
sudo ip -n gold link set eth0 up
sudo ip addr add 10.79.0.1/32 dev to-gold
sudo ip -n gold addr add 192.168.1.20/32 dev eth0
sudo ip -n gold route add 10.79.0.1 dev eth0
sudo ip -n gold route add default via 10.79.0.1
sudo ip route add 192.168.1.20/32 dev to-gold
sudo sysctl -q -w net.ipv4.conf.eth0.proxy_arp=1
