# Part of start.sh, for a container of Docker or Podman: ends with the options that are missing.
run='docker run'
[ ! -e /run/.containerenv ] || run='podman run'
volume="-v vethlab:$data"

[ "$(id -u)" = 0 ] || fail "this container runs as user $(id -u): start it without --user."
[ "$(user_ids)" = $every_id ] || fail "this container has $(user_ids) user ids, and each lab host takes 262,144 of its own: start it as root (sudo $run), and where ids are mapped with --userns=host."

missing=''
add() { missing="$missing $1"; }
# Numbers of capabilities are those of linux/capability.h.
effective=$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)
for one in 0:CHOWN 1:DAC_OVERRIDE 3:FOWNER 5:KILL 6:SETGID 7:SETUID 8:SETPCAP 10:NET_BIND_SERVICE 12:NET_ADMIN 13:NET_RAW 18:SYS_CHROOT 19:SYS_PTRACE \
  21:SYS_ADMIN 23:SYS_NICE 27:MKNOD; do
  [ $((0x$effective >> ${one%%:*} & 1)) = 1 ] || add "--cap-add=${one#*:}"
done
! grep -q '^Seccomp:[[:space:]]*2' /proc/self/status || add '--security-opt=seccomp=unconfined'
case $label in
  *:container_t:*) add '--security-opt=label=disable' ;;
  *\(enforce\)*) add '--security-opt=apparmor=unconfined' ;;
esac
# Lab hosts mount a proc of their own, which the kernel allows only where nothing of this one is covered or read-only.
if grep -q ' /proc/' /proc/self/mountinfo; then
  [ "$run" = 'podman run' ] && add '--security-opt=unmask=ALL' || add '--security-opt=systempaths=unconfined'
fi
for device in /dev/net/tun /dev/fuse /dev/loop-control; do opens "$device" || add "--device=$device"; done
loop_devices || add "--device-cgroup-rule='b 7:* rmw'"
[ -z "$missing" ] || fail "this container may not make lab hosts. Add to $run:$missing"
