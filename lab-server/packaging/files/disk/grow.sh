# Makes the root partition and its file system as large as the disk, which may have been made larger. The root is the disk's last partition.
set -eu
part=$(findmnt --noheadings --output SOURCE /)
disk=/dev/$(lsblk --noheadings --output PKNAME "$part" | head -n 1)
number=$(cat "/sys/class/block/${part#/dev/}/partition")
free=$(($(cat "/sys/class/block/${disk#/dev/}/size") - $(cat "/sys/class/block/${part#/dev/}/start") - $(cat "/sys/class/block/${part#/dev/}/size")))
# Less than 8 MiB are not worth it.
[ "$free" -gt 16384 ] || exit 0
echo ', +' | sfdisk --quiet --no-reread --force -N "$number" "$disk" || true
partx --update --nr "$number" "$disk"
resize2fs "$part"
