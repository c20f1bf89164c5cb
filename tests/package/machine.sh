#!/bin/sh
# machine.sh ROOT COMMAND...: runs a command on a machine made of namespaces whose disk is the folder ROOT, without a network. All that it
# starts ends with it.
root=$1
shift
exec unshare --mount --net --pid --uts --ipc --fork --kill-child --propagation private sh -euc '
mount --bind "$1" "$1"
cd "$1"
shift
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mount -t tmpfs -o mode=755 run run
mkdir -p run/lock
# The ids of lab hosts are unique on a machine, and this one shares its kernel: the first half is left to it.
mkdir -p run/vethlab/ids
slot=1
while [ $slot -le 2048 ]; do
  printf / > run/vethlab/ids/$slot
  slot=$((slot + 1))
done
ip link set lo up
pivot_root . mnt
cd /
umount -l /mnt
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "$@"' sh "$root" "$@" < /dev/null
