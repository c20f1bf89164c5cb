# Does what is asked for, as a learner would.
set -e
for one in left right; do sudo ip netns add $one; done
sudo ip link add eth0 netns left type veth peer name eth0 netns right
sudo ip -n left addr add 10.9.0.1/24 dev eth0
sudo ip -n right addr add 10.9.0.2/24 dev eth0
for one in left right; do sudo ip -n $one link set eth0 up; done
