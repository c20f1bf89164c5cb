# Becomes the program in @ARGV at the door of a lab host: in the directory of the host's first process in /proc, where `ns/net` is that
# process's network. enter.ts runs it as root. It is in Perl, which every Debian has, because no shell or tool of Debian 12 can put a ready
# filter on a process without denying it sudo, and because one program starts sooner than the four that would do the rest.
#
# Before `--` and the program come NAME=VALUE:
# INIT ROUTER  process id and start time of the host's first process and of its router
# CGROUPS      cgroup.procs files that it joins
# LEARNER      1 for a program that will be the learner's: it gets the host's filter of system calls
# ARCH         the processor, in Node's words
# A program that looks at the host goes through the door by itself:
# SECONDS      of processor time that it may take
# PATH LANG    its environment
# CAPS         its capabilities
# NETNS_OF     process whose network it gets instead of the host's, as the host numbers it
# NETNS_AT     file that keeps the network which it gets, as the process NETNS_SEEN_BY sees it
use strict; # and no warnings: loading them costs every terminal and check 3 ms

my %given;
while (defined(my $one = shift)) {
  last if $one eq '--';
  my ($name, $value) = split /=/, $one, 2;
  $given{$name} = $value;
}

sub refuse {
  print STDERR "@_\n";
  exit 1;
}

sub slurp {
  my ($file) = @_;
  open my $handle, '<:raw', $file or return '';
  local $/;
  return <$handle> // '';
}

# Once a learner has shut the host down, its number may belong to another process, even one of the machine's own. A
# directory in /proc stays with its process, and the start time says which process it is: field 22 of stat, counted after
# the name, which may hold anything.
sub go_to {
  my ($pid, $start) = split ' ', $_[0];
  refuse('The lab host is not running; reset it.')
    unless chdir "/proc/$pid"
    and slurp('stat') =~ /.*\)(.*)/s
    and ((split ' ', $1)[19] // '') eq $start;
}

# Files that whoever started the lab server had open would lead out of the host, folders above all.
opendir my $files, '/proc/self/fd' or refuse("Open files are not known: $!");
for my $fd (grep { /^\d+$/ and $_ > 2 } readdir $files) {
  open my $handle, '<&=', $fd unless $fd == fileno $files; # closed again at once, since nothing holds it
}

go_to($given{ROUTER});
my $filter = $given{LEARNER} && slurp('root/dev/seccomp.bpf');
my $view = $given{SECONDS} && space('mnt');
go_to($given{INIT});

for my $procs (split ' ', $given{CGROUPS} // '') {
  my $handle;
  refuse("The lab host's control group is gone ($procs: $!).")
    unless open $handle, '>', $procs and syswrite $handle, $$;
}

my ($prctl, $keyctl, $prlimit, $setns, $capget, $capset) =
  @{ { x64 => [157, 250, 302, 308, 125, 126], arm64 => [167, 219, 261, 268, 90, 91] }->{ $given{ARCH} } };

# struct rlimit64
sub limit {
  my ($resource, $soft, $hard) = @_;
  return syscall($prlimit, 0, $resource, pack('QQ', $soft, $hard), 0) == 0;
}

if ($given{LEARNER}) {
  # On its way in, nsenter is for a moment a process on the host that still has the machine's user id 0. A learner who traced
  # it then would be root on the machine. A program whose real and effective group differ can't be traced from there:
  # it is not dumpable (ptrace(2)).
  $( = 65534;
  refuse("The group can't be set: $!") unless $( + 0 == 65534;
  # It joins a keyring of its own (KEYCTL_JOIN_SESSION_KEYRING), or it would have the keys of whoever started the lab server.
  syscall $keyctl, 1, 0;
  # It may open as many files as anything else on the host (HOST_FILES), not as many as the lab server: RLIMIT_NOFILE.
  my ($soft, $hard) = slurp('limits') =~ /^Max open files\s+(\d+)\s+(\d+)/m
    or refuse("The lab host's limit of open files is not known.");
  refuse("The limit of open files can't be set: $!") unless limit(7, $soft, $hard);
  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER, struct sock_fprog
  my $program = pack 'S x6 P', length($filter) / 8, $filter;
  refuse("The filter of system calls can't be set: $!") if syscall($prctl, 22, 2, $program) != 0;
}

if ($given{SECONDS}) {
  refuse("The limit of processor time can't be set: $!") unless limit(0, $given{SECONDS}, $given{SECONDS}); # RLIMIT_CPU
  %ENV = map { $_ => $given{$_} } qw(PATH LANG);
  my @spaces = ($view, space('net'), space('pid'));
  require(__FILE__ =~ s{[^/]*$}{../shared/enter-netns.pl}r) if defined $given{NETNS_AT};
  enter($_) for @spaces;
  enter(opened("/mnt/view/proc/$given{NETNS_OF}/ns/net")) if defined $given{NETNS_OF};
  # Only a child is in the process namespace.
  my $child = fork // refuse("The program can't be started: $!");
  if ($child) {
    waitpid $child, 0;
    # It ends as its child did.
    kill $? & 127, $$ if $? & 127;
    exit $? >> 8;
  }
  enter_netns($given{ARCH}, "/mnt/view/proc/$given{NETNS_SEEN_BY}/root", $given{NETNS_AT})
    if defined $given{NETNS_AT};
  refuse("The view of the host can't be entered: $!") unless chroot '/mnt/view' and chdir '/';
  keep_only(split /,/, $given{CAPS});
}
exec { $ARGV[0] } @ARGV or print STDERR "$ARGV[0]: $!\n";
exit 127;

# A namespace of the process at whose door this is. The file is closed when the program starts.
sub space { return opened("ns/$_[0]") }

sub opened {
  my ($file) = @_;
  open my $handle, '<', $file or refuse("$file: $!");
  return $handle;
}

sub enter {
  my ($space) = @_;
  refuse("A namespace can't be entered: $!") if syscall($setns, fileno $space, 0) != 0;
}

# Leaves these capabilities to the program that comes next, and no way to more.
sub keep_only {
  my %number = (dac_override => 1, net_admin => 12, net_raw => 13, sys_ptrace => 19); # linux/capability.h
  my %kept = map { ($number{$_} // refuse("No capability is named $_.")) => 1 } @_;
  chomp(my $last = slurp('/proc/sys/kernel/cap_last_cap'));
  for my $cap (grep { not $kept{$_} } 0 .. $last) {
    refuse("Capability $cap can't be dropped: $!") if syscall($prctl, 24, $cap, 0, 0, 0) != 0; # PR_CAPBSET_DROP
  }
  my $few = 0;
  $few |= 1 << $_ for keys %kept;
  # struct __user_cap_header_struct of version 3, and twice struct __user_cap_data_struct: effective, permitted, inheritable
  my $header = pack 'L l', 0x20080522, 0;
  my $data = "\0" x 24;
  refuse("Its capabilities are not known: $!") if syscall($capget, $header, $data) != 0;
  my ($effective, $permitted, undef, @high) = unpack 'L6', $data;
  my $now = pack 'L6', $effective, $permitted, $few, $high[0], $high[1], 0;
  refuse("Its capabilities can't be set: $!") if syscall($capset, $header, $now) != 0;
  # PR_CAP_AMBIENT with PR_CAP_AMBIENT_CLEAR_ALL, and PR_SET_NO_NEW_PRIVS. Root gets what is inheritable all the same (capabilities(7)).
  refuse("Its capabilities can't be set: $!") if syscall($prctl, 47, 4, 0, 0, 0) != 0 or syscall($prctl, 38, 1, 0, 0, 0) != 0;
}
