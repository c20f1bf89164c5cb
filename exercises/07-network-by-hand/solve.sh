# Does what is asked for, as a learner would.
set -e
sudo ip netns add red
sudo ip link add to-red type veth peer name eth0 netns red
sudo ip addr add 10.78.0.1/24 dev to-red
sudo ip link set to-red up
sudo ip netns exec red ip addr add 10.78.0.2/24 dev eth0
sudo ip netns exec red ip link set eth0 up
sudo ip netns exec red ip route add default via 10.78.0.1
sudo iptables -t nat -A POSTROUTING -s 10.78.0.0/24 -o eth0 -j MASQUERADE
