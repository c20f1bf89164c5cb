# Part of start.sh, for a system container of Incus: ends with the commands for what is missing, and asks the network for an address.
name=$(cat /proc/sys/kernel/hostname)
volume="incus storage volume create default vethlab; incus config device add $name data disk pool=default source=vethlab path=$data"

missing=''
add() {
  missing="$missing
incus config $*"
}
for device in net/tun fuse loop-control; do
  opens /dev/$device || add device add "$name" "${device#*/}" unix-char path=/dev/$device
done
# A privileged container may do what the machine's root may.
[ "$(user_ids)" = $every_id ] || add set "$name" security.privileged=true
# Lab hosts mount a proc of their own, which the kernel allows only where nothing of another is covered. With nesting LXC mounts a second one.
mountpoint -q /dev/.lxc/proc || add set "$name" security.nesting=true
lxc=''
case $label in *\(enforce\)*) lxc='lxc.apparmor.profile = unconfined
' ;; esac
# For control groups of version 1, and of version 2.
loop_devices || lxc="${lxc}lxc.cgroup.devices.allow = b 7:* rwm
lxc.cgroup2.devices.allow = b 7:* rwm"
[ -z "$lxc" ] || add set "$name" "raw.lxc='$lxc'"
[ -z "$missing" ] || fail "this container may not make lab hosts. On its machine:$missing
incus start $name"

# A container without a network card of its own has a loopback that is down.
ip link set lo up
# Nobody has given it an address from outside.
export HOST="${HOST:-0.0.0.0}"
for card in /sys/class/net/e*; do
  [ -e "$card" ] || continue
  ip link set "${card##*/}" up
  udhcpc --interface "${card##*/}" --background > /dev/null 2>&1 || true
done

# LXC leaves it to the container to mount its control groups.
tree=/sys/fs/cgroup
if ! mountpoint -q $tree; then
  if grep -qv ^0:: /proc/self/cgroup; then
    mount -t tmpfs -o mode=755 tmpfs $tree
    while IFS=: read -r number controllers _; do
      [ "$number" != 0 ] || continue
      mkdir -p "$tree/${controllers#name=}"
      case $controllers in name=*) options=none,$controllers ;; *) options=$controllers ;; esac
      mount -t cgroup -o "$options" cgroup "$tree/${controllers#name=}"
    done < /proc/self/cgroup
  else
    mount -t cgroup2 cgroup2 $tree
  fi
fi
