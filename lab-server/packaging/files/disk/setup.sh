#!/bin/sh
# Makes a root file system that of a machine. mmdebstrap runs it with the root's folder as its argument.
set -eu
root=$1
here=$(dirname "$0")

echo vethlab > "$root/etc/hostname"
printf '127.0.0.1 localhost\n::1 localhost\n127.0.1.1 vethlab\n' > "$root/etc/hosts"
# Each machine gets an id of its own at its first start.
: > "$root/etc/machine-id"
rm -f "$root/var/lib/dbus/machine-id" "$root/etc/resolv.conf"
ln -s ../run/systemd/resolve/stub-resolv.conf "$root/etc/resolv.conf"
# The mirror that it was made of has the others too.
sources=$root/etc/apt/sources.list
line=$(grep '^deb .* trixie ' "$sources" | head -n 1)
echo "$line" | sed 's/ trixie / trixie-updates /' >> "$sources"
echo "$line" | sed 's|/debian/* trixie |/debian-security trixie-security |' >> "$sources"

# Any network card asks for an address, and the machine is vethlab.local to others on its network.
printf '[Match]\nType=ether\n[Network]\nDHCP=yes\nMulticastDNS=yes\n[DHCPv4]\nUseDomains=yes\n' > "$root/etc/systemd/network/50-any.network"
install -D -m 644 "$here/grow.sh" "$root/usr/local/lib/vethlab/grow.sh"
install -m 644 "$here/vethlab-grow.service" "$root/etc/systemd/system/vethlab-grow.service"
# It is there for others, who join by a code. Who studies alone on it sets CLASS=off and goes by a tunnel.
mkdir -p "$root/etc/systemd/system/vethlab.service.d"
printf '[Service]\nEnvironment=CLASS=on\n' > "$root/etc/systemd/system/vethlab.service.d/class.conf"
chroot "$root" systemctl enable systemd-networkd systemd-resolved systemd-timesyncd vethlab-grow.service 2> /dev/null
mkdir -p "$root/etc/systemd/resolved.conf.d"
printf '[Resolve]\nMulticastDNS=yes\nLLMNR=no\n' > "$root/etc/systemd/resolved.conf.d/name.conf"
chroot "$root" systemctl mask systemd-networkd-wait-online.service apt-daily.timer apt-daily-upgrade.timer 2> /dev/null

# Who has the machine's console has the machine. It has no password and no ssh.
for console in getty@ serial-getty@; do
  folder=$root/etc/systemd/system/${console}.service.d
  mkdir -p "$folder"
  printf '[Service]\nExecStart=\nExecStart=-/sbin/agetty --autologin root --noclear %%I $TERM\n' > "$folder/autologin.conf"
done
install -m 644 "$here/welcome.sh" "$root/etc/profile.d/vethlab.sh"

# The boot loader looks for the root by its id, so it holds with any name that the disk has, and with any newer kernel.
mkdir -p "$root/boot/grub"
case $(chroot "$root" dpkg --print-architecture) in amd64) serial=ttyS0 ;; *) serial=ttyAMA0 ;; esac
# The last is the one on which a start's trouble is told.
sed "s/@CONSOLES@/console=$serial console=tty0/" "$here/grub.cfg" > "$root/boot/grub/grub.cfg"
early=$root/tmp/early.cfg
id=$(sed -n 's/.*root=UUID=\([0-9a-f-]*\).*/\1/p' "$here/grub.cfg" | head -n 1)
printf 'search --no-floppy --fs-uuid --set=root %s\nset prefix=($root)/boot/grub\n' "$id" > "$early"
modules='part_msdos fat ext2 search search_fs_uuid configfile normal linux test echo serial minicmd'
make() { chroot "$root" grub-mkimage --config /tmp/early.cfg --prefix /boot/grub --output "/boot/grub/$1" --format "$2" $modules $3; }
case $(chroot "$root" dpkg --print-architecture) in
  amd64)
    make core.img i386-pc biosdisk
    make BOOTX64.EFI x86_64-efi 'efi_gop all_video'
    cp "$root/usr/lib/grub/i386-pc/boot.img" "$root/boot/grub/"
    ;;
  arm64) make BOOTAA64.EFI arm64-efi 'efi_gop all_video' ;;
esac
rm "$early"
[ -e "$root/vmlinuz" ] && [ -e "$root/initrd.img" ] || { echo "E: Debian's kernel left no /vmlinuz and /initrd.img" >&2; exit 1; }
