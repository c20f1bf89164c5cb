#!/bin/sh
# The first program of a container that is made of vethlab's image. It says what the container may not do and with which option it may, prepares the
# kernel's interfaces as lab hosts need them, and becomes the command vethlab. docs/decisions/0036 tells what each option is for.
set -eu
trap 'exit 143' TERM INT
data=/var/lib/vethlab
[ -e /run/.containerenv ] && run='podman run' || run='docker run'

fail() { echo "vethlab: $1" >&2; exit 1; }
case ${1:-serve} in serve | doctor | lab) ;; *) exec /usr/bin/vethlab "$@" ;; esac

[ "$(id -u)" = 0 ] || fail "this container runs as user $(id -u): start it without --user."
ids=0
while read -r _ _ count; do ids=$((ids + count)); done < /proc/self/uid_map
[ "$ids" = 4294967295 ] || fail "this container has $ids user ids, and each lab host takes 262,144 of its own: start it as root (sudo $run), and where ids are mapped with --userns=host."

missing=''
add() { missing="$missing $1"; }
# Numbers of capabilities are those of linux/capability.h.
effective=$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)
for one in 0:CHOWN 1:DAC_OVERRIDE 3:FOWNER 5:KILL 6:SETGID 7:SETUID 8:SETPCAP 10:NET_BIND_SERVICE 12:NET_ADMIN 13:NET_RAW 18:SYS_CHROOT 19:SYS_PTRACE \
  21:SYS_ADMIN 23:SYS_NICE 27:MKNOD; do
  [ $((0x$effective >> ${one%%:*} & 1)) = 1 ] || add "--cap-add=${one#*:}"
done
! grep -q '^Seccomp:[[:space:]]*2' /proc/self/status || add '--security-opt=seccomp=unconfined'
label=$(tr -d '\0' < /proc/self/attr/current 2> /dev/null || true)
case $label in
  *:container_t:*) add '--security-opt=label=disable' ;;
  *\(enforce\)*) add '--security-opt=apparmor=unconfined' ;;
esac
# Lab hosts mount a proc of their own, which the kernel allows only where nothing of this one is covered or read-only.
if grep -q ' /proc/' /proc/self/mountinfo; then
  [ "$run" = 'podman run' ] && add '--security-opt=unmask=ALL' || add '--security-opt=systempaths=unconfined'
fi
for device in /dev/net/tun /dev/fuse /dev/loop-control; do
  (: < "$device") 2> /dev/null || add "--device=$device"
done
# Each lab host's disk takes a loop device, and a container gets no nodes for those that the kernel makes later.
number=0
while [ $number -lt 256 ]; do
  [ -e /dev/loop$number ] || mknod -m 660 /dev/loop$number b 7 $number 2> /dev/null || break
  number=$((number + 1))
done
(: < /dev/loop0) 2> /dev/null || add "--device-cgroup-rule='b 7:* rmw'"
[ -z "$missing" ] || fail "this container may not make lab hosts. Add to $run:$missing"

case $(stat -f -c %T "$data") in
  overlayfs | v9fs | fuse* | nfs* | smb* | cifs)
    fail "$data is on a file system on which lab hosts can't be kept ($(stat -f -c %T "$data")): give it a volume (-v vethlab:$data)."
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
