#!/bin/sh
# Becomes one of our programs as an ordinary user, who sees nothing of the machine but programs, our own code, the pages, the
# learners' data and the host-maker's socket. The program is the terminals' process, and through it the web server; or one that reads
# the data for the operator. Runs as root in a mount namespace of its own. Arguments are the program, below /app, and its own.
#
# CHECKOUT  the project's folder            RUN_DIR   holds the host-maker's socket, and web/ for what
#                                                     the web server keeps there; empty if it asks nothing
# SITE      the built pages                 OWNER     the user's and the group's id
# DATA      learners and their marks        NODE      this Node, below CHECKOUT
# COURSE    the course's folder             MADE_AT   what is made of the course, as the program sees it
# NAME      the course's name, empty for our own
# BESIDE    names of the courses that are   MADE      the folder of all that is made, whose courses/
#           served beside it                          has them
# RECORD    on or off: whether terminals are recorded
# LOW_PORT  1 when the port is below 1024, which takes a capability
set -eu
new=/mnt
mount --make-rslave /
mount -t tmpfs -o mode=755,size=1m,nosuid,nodev vethlab "$new"
show() { # source, place: a folder or file, read-only
  if [ -d "$1" ]; then mkdir -p "$new$2"; else mkdir -p "$(dirname "$new$2")" && : > "$new$2"; fi
  mount --bind "$1" "$new$2"
  mount -o remount,bind,ro,nosuid,nodev "$new$2"
}
for name in usr etc bin sbin lib lib32 lib64; do
  if [ -L "/$name" ]; then cp -P "/$name" "$new/$name"; elif [ -d "/$name" ]; then show "/$name" "/$name"; fi
done
# Names are looked up by a file that may lie outside of /etc, as systemd-resolved has it. It is replaced by another when the network changes.
names=$(readlink -f /etc/resolv.conf || true)
case "$names" in
  /run/resolv.conf) show "$names" "$names" ;;
  /run/*/resolv.conf | /run/*/*-resolv.conf) show "$(dirname "$names")" "$(dirname "$names")" ;;
esac
for name in package.json course.yaml lab-server checkers exercises protocol node_modules; do show "$CHECKOUT/$name" "/app/$name"; done
show "$SITE" "$MADE_AT/site"
[ "$COURSE" = "$CHECKOUT" ] || show "$COURSE" "$MADE_AT/course"
for name in $BESIDE; do
  for part in course site-below; do show "$MADE/courses/$name/$part" "/app/.vethlab/courses/$name/$part"; done
done
mkdir -p "$new/dev" "$new/proc" "$new/tmp" "$new/data"
# There are only devices that hold nothing, and terminals. /dev/pts is the machine's, since the host-maker opens by its number a pty of this program.
mount -t tmpfs -o mode=755,size=64k,nosuid,noexec dev "$new/dev"
for node in null zero full random urandom tty; do
  [ -e "/dev/$node" ] || continue
  : > "$new/dev/$node"
  mount --bind "/dev/$node" "$new/dev/$node"
done
mkdir "$new/dev/pts"
mount --bind /dev/pts "$new/dev/pts"
mount -o remount,bind,nosuid,noexec "$new/dev/pts"
# The kernel looks for pts/ beside ptmx, which a mount of one file would not have. In a container ptmx is a link already.
if [ -L /dev/ptmx ]; then cp -P /dev/ptmx "$new/dev/ptmx"; else mknod -m 666 "$new/dev/ptmx" c 5 2; fi
# It is a bind mount: on a machine that is a container, the file system's own options have ids that do not exist there.
mount -o remount,bind,ro,nosuid,noexec "$new/dev"
mount --rbind /proc "$new/proc"
mount -o remount,bind,nosuid,nodev,noexec "$new/proc"
mount -t tmpfs -o mode=1777,size=16m,nosuid,nodev,noexec tmp "$new/tmp"
mount --bind "$DATA" "$new/data"
mount -o remount,bind,nosuid,nodev,noexec "$new/data"
if [ -n "$RUN_DIR" ]; then
  mkdir -p "$new$RUN_DIR"
  mount --bind "$RUN_DIR" "$new$RUN_DIR"
  mount -o remount,bind,ro,nosuid,nodev,noexec "$new$RUN_DIR"
  mount --bind "$RUN_DIR/web" "$new$RUN_DIR/web"
  mount -o remount,bind,nosuid,nodev,noexec "$new$RUN_DIR/web"
fi
mount -o remount,bind,ro,nosuid,nodev "$new"
caps=-all
[ "$LOW_PORT" = 0 ] || caps=-all,+net_bind_service
cd "$new"
# Other servers are believed by the machine's certificates, among which may be the school's own.
# A young generation of 1 MB is enough: short-lived objects here are small, and the default keeps 16 MB for each process.
become() {
  exec chroot "$new" setpriv --reuid "$OWNER" --regid "$OWNER" --clear-groups --no-new-privs \
    --bounding-set="$caps" --inh-caps="$caps" --ambient-caps="$caps" \
    env -i -C / PATH=/usr/bin:/bin LANG=C.UTF-8 TZ="${TZ-}" NODE_ENV=production DATA_DIR=/data RUN_DIR="$RUN_DIR" RECORD="$RECORD" COURSE="$NAME" \
    NODE_USE_SYSTEM_CA=1 SSL_CERT_DIR=/etc/ssl/certs NODE_COMPILE_CACHE=/data/compiled "/app/$NODE" --max-semi-space-size=1 "$@"
}
[ -d "$new/data/compiled" ] || (become /app/lab-server/commands/warm.ts)
become "$@"
