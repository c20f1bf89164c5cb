#!/bin/sh
# Finishes the lab image; runs inside it, once, when it is built. The learner is `pi`, an ordinary user with sudo.
set -eu
echo pi > /etc/hostname
printf '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n127.0.1.1 pi\n' > /etc/hosts
echo nameserver 192.168.1.1 > /etc/resolv.conf # the LAN's router; it knows the names on the LAN and asks nobody
for group in incus incus-admin lxd docker; do getent group "$group" > /dev/null || groupadd --system "$group"; done
# Once is enough, and when it is asked for.
sed -i 's|^\( *\)\. /usr/share/bash-completion/bash_completion|\1. /etc/profile.d/bash_completion.sh|' /etc/skel/.bashrc
rm /etc/profile.d/70-systemd-shell-extra.sh
useradd --create-home --uid 1000 --shell /bin/bash --groups sudo,docker,incus-admin,lxd pi
chmod 440 /etc/sudoers.d/pi
echo '. /usr/local/libexec/vethlab/prompt-marks' >> /etc/bash.bashrc
# Ids that nested containers may use; the whole host has 262,144 of them (engines/namespaces/ids.ts).
printf 'root:65536:131072\npi:196608:65536\n' | tee /etc/subuid > /etc/subgid
# The same on each host they would be nobody's. The lab server keeps a key for each learner.
rm -f /etc/ssh/ssh_host_*
rm -rf /etc/machine-id /var/lib/dbus/machine-id
echo 7665746c61620000766574686c616200 > /etc/machine-id
mkdir -p /var/lib/docker /var/lib/incus /var/lib/lxd /var/lib/containers
ln -sf /usr/libexec/incus/incusd /usr/local/sbin/incusd
# lxc-program starts containers by these. What is behind a program's end is not run: it makes them two.
for name in incus lxd; do
  ln -s lxc-program /usr/local/libexec/vethlab/$name
  { cat /usr/bin/lxc-start && echo $name; } > /usr/local/libexec/vethlab/$name-start
  chmod 755 /usr/local/libexec/vethlab/$name-start
done
# Of the package that they come from a learner would take the rest for a fifth framework.
rm -rf /usr/bin/lxc-* /etc/lxc /etc/default/lxc* /usr/share/bash-completion/completions/lxc-* /usr/share/man/*/*/lxc-* /usr/share/man/man*/lxc[-.]*
ln -s edit /usr/local/bin/code
# People type these by habit. They come before the packages' own, where there are any.
for name in service systemctl journalctl reboot shutdown poweroff halt; do
  ln -s ../libexec/vethlab/lab-service /usr/local/sbin/$name
done
