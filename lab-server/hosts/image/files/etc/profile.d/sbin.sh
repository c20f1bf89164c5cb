# As on Raspberry Pi OS: bridge, ip6tables, sysctl and the like are found without a path.
PATH=/usr/local/sbin:$PATH:/usr/sbin:/sbin
