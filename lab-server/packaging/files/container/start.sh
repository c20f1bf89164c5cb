#!/bin/sh
# The first program of a container that is made of vethlab's image, for Docker, Podman and Incus. It says what the container may not do and with which
# option it may, prepares the kernel's interfaces as lab hosts need them, and becomes the command vethlab. docs/decisions/0036 tells what each option
# is for.
set -eu
# LXC, which Incus runs, asks for the end with PWR.
trap 'exit 143' TERM INT PWR
[ $# != 0 ] || set -- serve
case $1 in serve | doctor | lab) ;; *) exec /usr/bin/vethlab "$@" ;; esac

data=/var/lib/vethlab parts=/usr/lib/vethlab/container
fail() { echo "vethlab: $1" >&2; exit 1; }
# Each lab host's disk takes a loop device, and a container gets no nodes for those that the kernel makes later. It fails if none may be used.
loop_devices() {
  # By one program, where mknod would be started for each. mknodat(2) has one number on amd64 and another on arm64.
  perl -e 'umask 0;
    for my $number (grep { not -e "/dev/loop$_" } 0 .. 255) {
      my $path = "/dev/loop$number";
      last if syscall($ARGV[0] eq "aarch64" ? 33 : 259, -100, $path, 060660, 7 << 8 | $number) != 0;
    }' "$(uname -m)"
  opens /dev/loop0
}
opens() { (: < "$1") 2> /dev/null; }
user_ids() {
  ids=0
  while read -r _ _ count; do ids=$((ids + count)); done < /proc/self/uid_map
  echo $ids
}
every_id=4294967295
# AppArmor's profile, or SELinux's label.
label=$(tr -d '\0' < /proc/self/attr/current 2> /dev/null || true)

if [ "${container:-}" = lxc ]; then . "$parts/incus.sh"; else . "$parts/oci.sh"; fi

mkdir -p "$data"
case $(stat -f -c %T "$data") in
  overlayfs | v9fs | fuse* | nfs* | smb* | cifs)
    fail "$data is on a file system on which lab hosts can't be kept ($(stat -f -c %T "$data")): give it a volume ($volume)."
    ;;
esac

# Docker mounts sysfs read-only, and then no lab host may mount one that can be written to.
mount -o remount,rw /sys
tree=/sys/fs/cgroup
mount -o remount,bind,rw $tree
if [ -e $tree/cgroup.controllers ]; then
  # Only a control group without processes passes its controllers on. With the machine's own tree this one is not the top.
  if [ "$(cat /proc/self/cgroup)" = 0::/ ]; then
    mkdir -p $tree/vethlab.start
    for process in $(cat $tree/cgroup.procs); do echo "$process" > $tree/vethlab.start/cgroup.procs 2> /dev/null || true; done
  fi
else
  for name in "$tree"/*; do ! mountpoint -q "$name" || mount -o remount,bind,rw "$name"; done
  if [ ! -e $tree/unified/cgroup.procs ]; then
    mkdir -p $tree/unified
    mount -t cgroup2 cgroup2 $tree/unified
  fi
fi

# The container's own root is an overlay, which takes no id-mapped mounts; this file system does.
mkdir -p -m 700 "$data/images"
for disk in /usr/lib/vethlab-image/*.ext4; do
  place=$data/images/$(basename "$disk" .ext4)
  mkdir -p "$place"
  mountpoint -q "$place" || mount -t ext4 -o loop,ro,nodev "$disk" "$place"
done

exec /usr/bin/vethlab "$@"
