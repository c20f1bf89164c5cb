# Does what is asked for, as a learner would.
set -e
sudo ip netns add left
sudo ip netns add right
sudo ip link add br-lab type bridge
sudo ip link set br-lab up
for side in left right; do
  sudo ip link add to-$side type veth peer name eth0 netns $side
  sudo ip link set to-$side master br-lab up
  sudo ip netns exec $side ip link set eth0 up
done
sudo ip netns exec left ip addr add 10.77.0.1/24 dev eth0
sudo ip netns exec right ip addr add 10.77.0.2/24 dev eth0
