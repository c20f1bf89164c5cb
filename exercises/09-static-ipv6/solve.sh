# Does what is asked for, as a learner would.
set -e
sudo ip netns add blue
sudo ip link add to-blue type veth peer name eth0 netns blue
sudo ip addr add fd78::1/64 dev to-blue
sudo ip link set to-blue up
sudo ip netns exec blue ip addr add fd78::2/64 dev eth0
sudo ip netns exec blue ip link set eth0 up
sudo ip netns exec blue ip -6 route add default via fd78::1
