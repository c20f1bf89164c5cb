# What root reads on the console of vethlab's disk.
case $- in
  *i*)
    printf '\nvethlab\n\n'
    /usr/bin/vethlab status || true
    printf '\n  vethlab sign-in                      a link for an instructor\n  vethlab status                       this again\n  journalctl -u vethlab                how the start goes\n  systemctl poweroff                   ends all in order\n\n'
    ;;
esac
