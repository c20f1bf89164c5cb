#!/bin/sh
# Prepares one lab host until only its network and its start are missing. The engine runs it as root in a mount
# namespace of its own: every mount below goes with the last process in that namespace, whatever happens to the server.
#
# IMAGE     the unpacked lab image                     BASE      first of the host's 262,144 user ids on this machine
# HOST_DIR  the host's directory                       TEMPLATE  directory of a provisioned template, or empty; its up/
# DISK      file with the ext4 file system that the              has the ids TEMPLATE_BASE and on
#           host writes on; empty: it writes to        CGROUPS   cgroup.procs files that the host's processes join
#           HOST_DIR, without a limit                  HYBRID    1 if there are cgroup v1 controllers beside v2
# KEPT      1 if the disk is that of a host that was   ARCH      the processor, as Node calls it
#           at rest
# RUN_SIZE  size of /run and /tmp, as tmpfs takes it
# VOLUMES   directories of /var/lib that must not lie on the overlay
# ROUTER    router.sh                                  OVERLAY   overlay.pl
# LAN4 GUA ULA  the router's addresses with prefix length; ..._RANGE  what dnsmasq announces for each
set -eu
mnt=/mnt # gets a tmpfs of our own: the host's ids may not be able to walk the path to HOST_DIR
lib=$(echo "$IMAGE"/usr/lib/*-linux-gnu)
loader=$(ls "$IMAGE"/lib*/ld-linux-*.so.* | head -n 1)

# Debian 12's mount can't map ids (that came with util-linux 2.39). The image's own can, started by its own loader.
# The first argument says which ids the files have on disk; on the host the ids are its own.
idmap() { "$loader" --library-path "$lib" "$IMAGE/usr/bin/mount" -o "bind,nodev,X-mount.idmap=$1:$BASE:262144" "$2" "$3"; }

mount --make-rprivate /
mount -t tmpfs -o mode=755,size=64k vethlab "$mnt"
mkdir -p "$mnt"/disk "$mnt"/own "$mnt"/image "$mnt"/vol "$mnt"/template "$mnt"/root "$mnt"/run "$mnt"/tmp "$mnt"/view
idmap 0 "$IMAGE" "$mnt/image"
mount -o remount,bind,ro "$mnt/image"
# All files on the disk have ids from 0, so that a host which wakes, or a copy of it, may have other ids. What a template's host writes to
# HOST_DIR/up has the ids TEMPLATE_BASE and on.
disk=$HOST_DIR upper=$HOST_DIR root=$BASE
if [ -n "$DISK" ]; then
  disk=$mnt/disk upper=$mnt/own root=0
  # Space that is freed on the disk is free on the machine at once.
  mount -o loop,nodev,noatime,discard "$DISK" "$disk"
fi
# The overlay keeps nothing in its work folder but the mark that it has not been unmounted in order, which is for others to look at.
rm -rf "$disk/work"
mkdir "$disk/work"
if [ "$KEPT" != 1 ]; then
  install -d -m 755 -o "$root" -g "$root" "$disk/up"
  mkdir "$disk/vol"
  for vol in $VOLUMES; do mkdir "$disk/vol/$vol"; done
  [ -z "$TEMPLATE" ] || cp -a "$TEMPLATE/vol/." "$disk/vol/"
fi
[ -z "$DISK" ] || idmap 0 "$disk" "$upper"
idmap 0 "$disk/vol" "$mnt/vol"
lower=$mnt/image
if [ -n "$TEMPLATE" ]; then
  idmap "$TEMPLATE_BASE" "$TEMPLATE/up" "$mnt/template"
  mount -o remount,bind,ro "$mnt/template"
  lower=$mnt/template:$lower
fi
# volatile: no syncs, which would make the end of a host take seconds. A host that goes to rest is written to disk as a whole.
# nodev (overlay.pl): the image's device nodes would open the machine's own console, whatever lies over them.
perl "$OVERLAY" "$ARCH" "$BASE" "volatile,lowerdir=$lower,upperdir=$upper/up,workdir=$upper/work" "$mnt/root"
mount -t tmpfs -o "mode=755,uid=$BASE,gid=$BASE,size=$RUN_SIZE,nosuid,nodev" run "$mnt/run"
mount -t tmpfs -o "mode=1777,uid=$BASE,gid=$BASE,size=$RUN_SIZE,nosuid,nodev" tmp "$mnt/tmp"

# The checkers' view: the pristine image with the frameworks' data in it. It is read-only, and follows no symbolic link
# of the learner's, so that no path leads anywhere else.
mount --rbind "$mnt/image" "$mnt/view"
mount -t tmpfs -o mode=755,size=64k dev "$mnt/view/dev"
for node in null zero full random urandom; do
  : > "$mnt/view/dev/$node"
  mount --bind "/dev/$node" "$mnt/view/dev/$node"
done
mount -t tmpfs -o mode=1777,size=1m,nosuid,nodev,noexec tmp "$mnt/view/tmp"
watch() { # source, place in the view
  mount --bind "$1" "$mnt/view$2"
  "$loader" --library-path "$lib" "$IMAGE/usr/bin/mount" -o remount,bind,ro,nosuid,nodev,noexec,nosymfollow "$mnt/view$2"
}
watch "$mnt/run" /run
# On a host that was at rest a learner may have put a link in its place, which would lead into the machine's own files.
[ -L "$mnt/root/home" ] || [ ! -d "$mnt/root/home" ] || watch "$mnt/root/home" /home
for vol in $VOLUMES; do watch "$mnt/vol/$vol" "/var/lib/$vol"; done

# The LAN's router also holds this mount namespace for the checkers.
rm -f "$HOST_DIR/router.pid"
OLD='' setsid --fork unshare --net sh "$ROUTER" < /dev/null > "$HOST_DIR/router.log" 2>&1
tries=0
while [ ! -e "$HOST_DIR/router.pid" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 1000 ] || { echo "the LAN's router did not start: $(cat "$HOST_DIR/router.log")" >&2; exit 1; }
  sleep 0.01
done

# From here on everything belongs to the host and counts against its limits.
for procs in $CGROUPS; do echo $$ > "$procs"; done
if [ "$HYBRID" = 1 ]; then
  # crun refuses hybrid cgroups, so it gets to see only the cgroup2 tree.
  umount -R /sys/fs/cgroup
  mount -t cgroup2 none /sys/fs/cgroup
fi
# The host's own id makes its user namespace, so whatever the kernel counts for users (namespaces, inotify, fanotify, pending signals, locked
# memory) counts for this host alone. If crun made it, all hosts' use would count for the machine's root. A process holds the namespace
# until crun has joined it. That process keeps the right to make one, since some machines deny it to ordinary users.
setpriv --reuid="$BASE" --regid="$BASE" --clear-groups --inh-caps=+sys_admin --ambient-caps=+sys_admin unshare --user sleep 60 &
holder=$!
while [ "$(readlink "/proc/$holder/ns/user")" = "$(readlink /proc/self/ns/user)" ]; do
  kill -0 "$holder"
  sleep 0.002
done
for map in uid_map gid_map; do echo "0 $BASE 262144" > "/proc/$holder/$map"; done
: > "$mnt/userns"
mount --bind "/proc/$holder/ns/user" "$mnt/userns"
kill "$holder"
umask 0 # crun's device nodes take the umask; an ordinary user inside must be able to open them
cd "$HOST_DIR"
# crun gives its standard input, output and error to the host's root, as any runtime does: /dev/null would be the machine's own.
: | crun --root="$HOST_DIR/crun" --cgroup-manager=disabled create --bundle "$HOST_DIR" --pid-file "$HOST_DIR/host.pid" host
# The processes of the host, for those who look at it.
nsenter --pid="/proc/$(cat "$HOST_DIR/host.pid")/ns/pid" -- mount -t proc -o ro,nosuid,nodev,noexec proc "$mnt/view/proc"
# The filter of system calls as crun has compiled it. Processes that enter later put it on themselves (enter.pl).
cp "$HOST_DIR/crun/host/seccomp.bpf" "$mnt/view/dev/seccomp.bpf"
