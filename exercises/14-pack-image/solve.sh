# Does what is asked for, as a learner would.
set -e
mkdir -p ~/packed && cd ~/packed
incus image export whoami source > /dev/null
mkdir -p image && sudo tar -xf source* -C image
printf 'architecture: %s\ncreation_date: 1700000000\nproperties:\n  description: Packed by hand\n' "$(uname -m)" | sudo tee image/metadata.yaml > /dev/null
sudo tar -C image -czf packed.tar.gz metadata.yaml rootfs
incus image import packed.tar.gz --alias packed
incus launch packed by-hand
