# Does what is asked for, as a learner would.
sudo unshare --pid --fork sleep 3600 > /dev/null 2>&1 &
