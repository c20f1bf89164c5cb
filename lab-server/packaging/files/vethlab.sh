#!/bin/sh
# The command vethlab, as its package installs it. Settings come from the environment, else from /etc/vethlab/vethlab.conf.
set -eu
root=/usr/lib/vethlab
conf=/etc/vethlab/vethlab.conf
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

usage() {
  cat << 'USAGE'
vethlab COMMAND

  status            whether it runs, and where
  doctor            all that this machine needs, with ok or missing, and how to mend it
  sign-in [NAME]    a one-time link to the instructor's desk
  backup [FILE]     all that is kept, in one file, also while a class works
  restore FILE      back from such a file; stop vethlab first
  lab COMMAND       provision: sets this machine up to be shared by a class (ENGINE=machine); verify, schema, checks: for who writes exercises
  stop              stops in order what was started by hand with serve; for the service, systemctl stop vethlab
  serve [--class]   what the service runs: the lab server itself, until Ctrl-C
  end               ends lab hosts and terminals that a lab server left which was killed
  --version

Settings are in /etc/vethlab/vethlab.conf. The service: systemctl start|stop|restart vethlab, journalctl -u vethlab.
USAGE
}

# systemd reads the lines NAME=value too (EnvironmentFile). Variables of the environment take precedence over them.
read_settings() {
  [ -r "$conf" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    name=${line%%=*} value=${line#*=}
    case $name in '' | *[!A-Z_]*) continue ;; esac
    [ "$name" != "$line" ] || continue
    case $value in
      \"*\") value=${value#\"} value=${value%\"} ;;
      \'*\') value=${value#\'} value=${value%\'} ;;
    esac
    eval "[ -n \"\${$name+set}\" ]" || export "$name=$value"
  done < "$conf"
}

node() {
  [ "$(id -u)" = 0 ] || { echo "vethlab: lab hosts and learners' marks are root's: sudo vethlab $command" >&2; exit 1; }
  read_settings
  script=$1
  shift
  exec perl "$root/lab-server/setup/parent.pl" $again "$root/node_modules/node/bin/node" $options "$root/lab-server/$script" "$@"
}

again='' options=''
command=${1:-help}
[ $# = 0 ] || shift
case $command in
  serve)
    # Compiling the TypeScript anew at each start would cost 20 MB for as long as the program runs.
    export NODE_COMPILE_CACHE="${VAR_DIR:-/var/lib/vethlab}/compiled"
    again=--again options=--max-semi-space-size=1
    cd /
    node main.ts "$@"
    ;;
  doctor | status | stop | sign-in | backup | restore | end | lab) node "commands/$command.ts" "$@" ;;
  --version | version) echo 'vethlab @VERSION@ (@ARCHITECTURE@)' ;;
  help | --help | -h) usage ;;
  *)
    echo "vethlab: there is no command $command." >&2
    usage >&2
    exit 2
    ;;
esac
