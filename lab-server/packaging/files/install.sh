#!/bin/sh
# vethlab @VERSION@ for Debian 13 on @ARCHITECTURE@, with all that it needs: sh FILE installs it, without a network. A tar file with Debian
# packages and the lab image follows this script.
set -eu
version=@VERSION@
architecture=@ARCHITECTURE@
key=@KEY@
image_bytes=@IMAGE_BYTES@
packages_bytes=@PACKAGES_BYTES@
payload_at=@PAYLOAD_AT@
payload_bytes=@PAYLOAD_BYTES@
payload_sha256=@PAYLOAD_SHA256@
needed='@DEPENDS@'
var=/var/lib/vethlab

usage() {
  cat << USAGE
sh $0             installs vethlab $version; run again, or with a newer file, it brings it up to date
sh $0 --mdns      installs avahi-daemon too, so that others on the network find this machine as NAME.local
sh $0 --check     only says whether this file is whole, and right for this machine
sh $0 --unpack D  only unpacks what is in it, to the folder D
USAGE
}
fail() { printf 'vethlab: %s\n' "$1" >&2; exit 1; }
step() { printf '  %-18s %s\n' "$1" "$2"; }
megabytes() { echo "$(($1 / 1000000)) MB"; }
payload() { tail -c "+$payload_at" "$0"; }

check_file() {
  size=$(($(wc -c < "$0") - payload_at + 1))
  [ "$size" -eq "$payload_bytes" ] ||
    fail "$0 is not whole: $(megabytes "$size") of $(megabytes "$payload_bytes") are there. Copy it again."
  sum=$(payload | sha256sum)
  [ "${sum%% *}" = "$payload_sha256" ] || fail "$0 was damaged on its way (its SHA-256 is another). Copy it again."
  step File 'whole'
}

check_machine() {
  command -v dpkg > /dev/null || fail 'this is no Debian; it takes Debian 13 or Raspberry Pi OS of the same release.'
  own=$(dpkg --print-architecture)
  [ "$own" = "$architecture" ] ||
    fail "this file is for $architecture, and this system is $own; take the file for $own. (A Raspberry Pi 3 and later runs a 64-bit system, which is arm64.)"
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-unknown}")
  [ "$codename" = trixie ] ||
    fail "the packages in this file are for Debian 13 (trixie), and this is $codename; install Debian 13 or Raspberry Pi OS of the same release."
  step Machine "Debian 13, $own"
}

free_at() { df -Pk "$1" | tail -n 1 | { read -r _ _ _ free _; echo "$((free * 1024))"; }; }
disk_of() { df -Pk "$1" | tail -n 1 | { read -r disk _; echo "$disk"; }; }
room() { # folder, bytes, for what
  free=$(free_at "$1")
  [ "$free" -ge "$2" ] ||
    fail "the disk of $1 is short: $3 take $(megabytes "$2"), and $(megabytes "$free") are free. Free $(megabytes $(($2 - free))) more, and start again."
}
check_disk() {
  [ -d "$var/images/$key" ] && image_bytes=0
  if [ "$(disk_of /var/tmp)" = "$(disk_of /usr)" ] && [ "$(disk_of /var)" = "$(disk_of /usr)" ]; then
    room /var "$((payload_bytes + image_bytes + packages_bytes))" 'unpacking this file, the lab image and the packages'
  else
    room /var/tmp "$payload_bytes" 'unpacking this file'
    room /var "$image_bytes" 'the lab image'
    room /usr "$packages_bytes" 'the packages'
  fi
  step Disk 'has the room'
}

# apt sees only what is in this file, and takes from it what this machine lacks.
apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$work/lists" -o Dir::Cache::archives="$work/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o Acquire::Languages=none -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef \
    -o Dpkg::Options::=--force-confold --no-install-recommends "$@" >> "$log" 2>&1 ||
    fail "apt could not $1; all that it said is in $log."
}

install_image() {
  if [ -d "$var/images/$key" ]; then
    step 'Lab image' 'there'
    return
  fi
  step 'Lab image' 'unpacking'
  install -d -m 755 "$var"
  install -d -m 700 "$var/images"
  rm -rf "$var/images/$key.partial"
  mkdir "$var/images/$key.partial"
  tar -I zstd -xpf "$work/image.tar.zst" --numeric-owner -C "$var/images/$key.partial" ||
    fail 'the lab image could not be unpacked; see above why.'
  sync -f "$var/images"
  mv "$var/images/$key.partial" "$var/images/$key"
  step 'Lab image' 'installed'
}

more=
case ${1:-} in
  '') ;;
  --mdns) more='avahi-daemon' ;;
  --check) check_file && check_machine && check_disk; exit ;;
  --unpack)
    [ -n "${2:-}" ] || fail 'say where to: --unpack FOLDER.'
    check_file
    mkdir -p "$2"
    payload | tar -xf - -C "$2"
    exit
    ;;
  *) usage; exit 2 ;;
esac

[ "$(id -u)" = 0 ] || fail "installing takes root: sudo sh $0"
check_machine
check_disk
step File 'checking'
check_file
work=$(mktemp -d /var/tmp/vethlab-bundle.XXXXXX)
log=/var/log/vethlab-install.log
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
: > "$log"
step Contents 'unpacking'
payload | tar -xf - -C "$work"
mkdir -p "$work/lists/partial" "$work/archives/partial"
echo "deb [trusted=yes] file:$work/packages ./" > "$work/sources.list"
step 'Debian packages' 'installing'
apt update
# shellcheck disable=SC2086 -- the names are separate words
apt install $needed $more
step 'Debian packages' 'installed'
# The image comes before the package, which starts the lab server.
install_image
step vethlab 'installing'
apt install "vethlab=$version"
step vethlab "$version installed"
cat << 'NEXT'

Next:
  vethlab doctor       says whether this machine has all it takes
  vethlab status       says whether it runs, and where
  vethlab sign-in      prints a link to the instructor's desk
  For a class: CLASS=on in /etc/vethlab/vethlab.conf, then systemctl restart vethlab
NEXT
exit 0
