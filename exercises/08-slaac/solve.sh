# Does what is asked for, as a learner would.
set -e
sudo ip netns add green
sudo ip link add to-green type veth peer name eth0 netns green
sudo ip link set to-green master br0 up
sudo ip netns exec green ip link set eth0 up
