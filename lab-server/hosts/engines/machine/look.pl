#!/usr/bin/perl -T
# What a learner on a shared machine may do as root: look. sudo runs only this program for them, with any arguments. This program decides
# which arguments are allowed, word by word. A rule of sudo could not: sudo compares the words as one line, and `nsenter -t 1 "-n ip addr"`
# is the same line as `nsenter -t 1 -n ip addr`, but starts a shell (docs/decisions/0020-the-machine-engine.md).
#
# Each program has forms. A form is a list that says what each word may be: a text stands for itself, a pattern for any word that it
# matches as a whole, and a list [form...] for words that may be left out or come again.
use strict;

my $pid = qr/[1-9][0-9]{0,6}/;
my $name = qr/[A-Za-z0-9][A-Za-z0-9_.-]{0,62}/;
my $columns = qr/[A-Za-z0-9,]{1,40}/;
my $state = qr/\{\{ ?\.(?:State\.Pid|Name|State\.Status|HostConfig\.NetworkMode|NetworkSettings\.IPAddress) ?\}\}/;

my @ip = (
  [[qr/-(?:4|6|o|br|brief|d|s|c)/]],
  qr/a|addr|address|r|route|l|link|n|neigh|neighbour/,
  [[qr/show|list|ls/]], [['dev', $name]],
);
my @engine = (
  [qr/ps|ls/, [[qr/-a|-q|-aq|-qa|--all|--quiet|--no-trunc|--ns|-l|--size|-s/]]],
  ['container', qr/ls|list/, [[qr/-a|-q|-aq|--all|--no-trunc/]]],
  ['port', $name],
  ['top', $name],
  ['inspect', qr/-f|--format/, $state, $name],
  ['network', 'ls'],
  [qr/--version|version/],
);
my @lxc = (
  [qr/ls|list/, [[qr/-c|--columns/, $columns]], [[qr/--all-projects/]], [[$name]]],
  ['info', $name],
  ['network', qr/ls|list/],
  [qr/--version|version/],
);
my @container_ip = map { my @enter = @$_; map { [@enter, @$_, 'ip', @ip] } [], ['--'] } (
  [qr/-t|--target/, $pid, qr/-n|--net/],
  [qr/-n|--net/, qr/-t|--target/, $pid],
  [qr/(?:-t|--target=)$pid/, qr/-n|--net/],
);

my %forms = (
  lsns => [[[[qr/-[lnruWJ]{1,4}/], ['-t', qr/mnt|net|ipc|user|pid|uts|cgroup|time/], ['-p', $pid], ['-o', qr/[A-Za-z,+]{1,80}/]], [[qr/[0-9]{1,10}/]]]],
  netstat => [[[[qr/-[antulp46eW]{1,9}/]]]],
  ss => [[[[qr/-[antulp46eHO]{1,9}/]]]],
  nsenter => \@container_ip,
  docker => \@engine,
  podman => \@engine,
  incus => \@lxc,
  lxc => \@lxc,
);

# Whether the words fit the form.
sub is_of {
  my ($words, @form) = @_;
  return !@$words unless @form;
  my ($first, @rest) = @form;
  if (ref $first eq 'ARRAY') {
    return 1 if is_of($words, @rest);
    for my $more (@$first) {
      my $count = @$more;
      next if $count > @$words or not is_of([@$words[0 .. $count - 1]], @$more);
      return 1 if is_of([@$words[$count .. $#$words]], $first, @rest);
    }
    return 0;
  }
  return 0 unless @$words;
  my ($word, @others) = @$words;
  return 0 unless ref $first ? $word =~ /\A(?:$first)\z/ : $word eq $first;
  return is_of(\@others, @rest);
}

# The path of a program of the machine, wherever this Debian has it.
sub place_of {
  my ($program) = @_;
  for my $folder ('/usr/bin', '/usr/sbin', '/bin', '/sbin') { return "$folder/$program" if -x "$folder/$program" }
  print STDERR "There is no $program on this machine.\n";
  exit 127;
}

my ($program, @words) = @ARGV;
$program //= '';
unless ($forms{$program} and @words < 12 and grep { is_of(\@words, @$_) } @{ $forms{$program} }) {
  print STDERR <<'END';
On this shared machine you may look, and change nothing:
  sudo lsns [-t net|pid|...] [-p PID]        sudo netstat -antp          sudo ss -tlnp
  sudo nsenter -t PID -n ip [-4|-6] addr     (and route, link, neigh)
  docker ps [-a]    docker inspect -f '{{.State.Pid}}' NAME    docker port NAME
  podman ps [-a]    podman inspect -f '{{.State.Pid}}' NAME    podman port NAME
  incus ls [-c COLUMNS]    incus info NAME    lxc ls [-c COLUMNS]    lxc info NAME
END
  exit 1;
}
# Clean, since every word matched a pattern as a whole.
@words = map { /\A(.*)\z/s; $1 } @words;
$program =~ /\A([a-z]+)\z/ and $program = $1;
my $term = ($ENV{TERM} // '') =~ /\A([a-z0-9-]{1,30})\z/ ? $1 : 'dumb';
%ENV = (PATH => '/usr/sbin:/usr/bin:/sbin:/bin', LANG => 'C.UTF-8', HOME => '/root', USER => 'root', TERM => $term);
chdir '/';

if ($program eq 'nsenter') {
  my ($ip) = grep { $words[$_] eq 'ip' } 0 .. $#words;
  my ($target) = map { /([1-9][0-9]*)\z/ } grep { /\A(?:-t|--target=)?[1-9]/ } @words[0 .. $ip - 1];
  $words[$ip] = place_of('ip');
  exec { place_of('nsenter') } 'nsenter', "--target=$target", '--net', '--', @words[$ip .. $#words] or exit 127;
}
my $path = place_of($program);
# Podman has no daemon, so each user's containers are listed as that user.
if ($program eq 'podman') {
  my $status = 0;
  my @owners = owners();
  for my $owner (@owners) {
    my ($user, $uid, $gid, $home) = @$owner;
    print STDERR "As $user:\n" if @owners > 1;
    my $child = fork // exit 1;
    unless ($child) {
      my $run = -d "/run/user/$uid" ? "/run/user/$uid" : "/run";
      chdir $home;
      @ENV{qw(HOME USER LOGNAME XDG_RUNTIME_DIR)} = ($home, $user, $user, $run);
      exec { place_of('setpriv') } 'setpriv', "--reuid=$uid", "--regid=$gid", '--init-groups', '--', $path, @words or exit 127;
    }
    waitpid $child, 0;
    $status ||= $? >> 8;
  }
  exit $status;
}
exec { $path } $program, @words or exit 127;

# Users who have containers of Podman: name, uid, gid, home directory.
sub owners {
  my @found = -d '/var/lib/containers/storage/overlay-containers' || -d '/var/lib/containers/storage/vfs-containers' ? (['root', 0, 0, '/root']) : ();
  while (my @entry = getpwent) {
    my ($user, $uid, $gid, $home) = @entry[0, 2, 3, 7];
    next unless $uid > 0 and $home =~ m{\A(/home/[^/]+)\z} and -d "$1/.local/share/containers/storage";
    push @found, [map { /\A(.*)\z/; $1 } $user, $uid, $gid, $home];
  }
  return @found;
}
