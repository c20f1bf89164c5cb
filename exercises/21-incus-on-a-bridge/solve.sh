# Does what is asked for, as a learner would.
set -e
incus init whoami gull > /dev/null 2>&1
incus config device add gull eth0 nic nictype=bridged parent=br0 host_name=to-gull
incus start gull
