# Does what is asked for, as a learner would.
set -e
router=$(ip -4 -o addr show dev eth0 | awk '{ print $4 }' | sed 's/[0-9]*\/.*/1/')
sudo ip route add default via "$router"
sudo sysctl -q -w net.ipv6.conf.eth0.disable_ipv6=0
docker start whale > /dev/null
sudo iptables -D INPUT -p tcp --dport 8080 -j DROP
sudo ip link set br0 up
