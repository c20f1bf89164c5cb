#!/bin/sh
# Finishes the root of a virtual machine; mmdebstrap runs it on this machine with the root as its argument, and KEY, a
# public key of ssh, in the environment.
set -eu
root=$1
echo vm > "$root/etc/hostname"
printf '127.0.0.1 localhost\n::1 localhost\n127.0.1.1 vm\n' > "$root/etc/hosts"
echo '/dev/vdb /opt/vethlab ext4 noatime 0 0' > "$root/etc/fstab"
mkdir -p "$root/opt/vethlab"
install -d -m 700 "$root/root/.ssh"
echo "$KEY" > "$root/root/.ssh/authorized_keys"
printf '[Match]\nName=eth0\n[Network]\nDHCP=ipv4\n' > "$root/etc/systemd/network/eth0.network"
chroot "$root" systemctl enable systemd-networkd ssh
chroot "$root" systemctl mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer systemd-networkd-wait-online.service
# Compiling more than a hundred profiles takes an emulated processor minutes: that of what vethlab runs stays.
find "$root/etc/apparmor.d" -maxdepth 1 -type f ! -name crun ! -name runc -delete
