# Breaks the host in five places.
set -e
sudo ip route del default
sudo sysctl -q -w net.ipv6.conf.eth0.disable_ipv6=1
docker stop -t 1 whale > /dev/null
sudo iptables -I INPUT -p tcp --dport 8080 -j DROP
sudo ip link set br0 down
