#!/bin/sh
# Packs the whoami page into /usr/share/vethlab: an OCI image (docker-archive layout, which `docker load` and
# `podman load` both read) and a unified tar for `incus image import` and `lxc image import`. Runs inside the image, or on a machine that
# is provisioned itself: then OUT and WWW say where they go and what is served.
set -eu
out=${OUT:-/usr/share/vethlab}
work=$(mktemp -d)
root=$work/rootfs
mkdir -p "$root/bin" "$root/sbin" "$root/etc" "$root/dev" "$root/proc" "$root/sys" "$root/run" "$root/tmp" "$root/root" "$root/etc/udhcpc"
cp /bin/busybox "$root/bin/busybox"
for applet in sh ash awk cat cut echo env false grep head hostname httpd id ifconfig init ip kill ln ls mkdir mount netstat \
  nslookup ping ping6 printf ps reboot route sed sleep sort stat tail tr true udhcpc umount uname vi wget; do
  ln -s busybox "$root/bin/$applet"
done
ln -s ../bin/busybox "$root/sbin/init"
cp -a "${WWW:-$out/whoami/www}" "$root/www"
echo 'root:x:0:0:root:/root:/bin/sh' > "$root/etc/passwd"
echo 'root:x:0:' > "$root/etc/group"
: > "$root/etc/resolv.conf"
cat > "$root/etc/inittab" <<'EOF'
::sysinit:/bin/ip link set lo up
::sysinit:/bin/ip link set eth0 up
::respawn:/bin/udhcpc -f -i eth0 -s /etc/udhcpc/default.script
::respawn:/bin/httpd -f -p 80 -h /www
::shutdown:/bin/true
::ctrlaltdel:/sbin/init
EOF
cat > "$root/etc/udhcpc/default.script" <<'EOF'
#!/bin/sh
case "$1" in
  bound | renew)
    ip addr replace "$ip/$mask" dev "$interface"
    [ -z "${router:-}" ] || ip route replace default via "${router%% *}" dev "$interface"
    ;;
  deconfig) ip -4 addr flush dev "$interface" ;;
esac
EOF
chmod 755 "$root/etc/udhcpc/default.script"
printf '#!/bin/sh\nexec /bin/httpd -f -p 80 -h /www\n' > "$root/whoami"
chmod 755 "$root/whoami"

arch=$(dpkg --print-architecture)
tar_() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@1700000000 "$@"; }

mkdir "$work/oci"
tar_ -C "$root" -cf "$work/oci/layer.tar" .
# httpd as process 1 would sit out SIGTERM for ten seconds, hence the StopSignal.
layer=$(sha256sum "$work/oci/layer.tar" | cut -d' ' -f1)
printf '{"architecture":"%s","os":"linux","created":"2024-05-23T00:00:00Z","config":{"Cmd":["/whoami"],"ExposedPorts":{"80/tcp":{}},"Env":["PATH=/bin:/sbin"],"StopSignal":"SIGKILL"},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created":"2024-05-23T00:00:00Z","created_by":"vethlab"}]}' "$arch" "$layer" > "$work/oci/config.json"
printf '[{"Config":"config.json","RepoTags":["vethlab/whoami:latest"],"Layers":["layer.tar"]}]' > "$work/oci/manifest.json"
tar_ -C "$work/oci" -cf "$out/whoami-oci.tar" manifest.json config.json layer.tar

case $arch in amd64) machine=x86_64 ;; arm64) machine=aarch64 ;; *) machine=$arch ;; esac
printf 'architecture: %s\ncreation_date: 1700000000\nproperties:\n  description: vethlab whoami page\n  os: busybox\n  release: whoami\n' "$machine" > "$work/metadata.yaml"
tar_ -C "$work" -cf "$out/whoami-lxc.tar" metadata.yaml rootfs
rm -rf "$work"
