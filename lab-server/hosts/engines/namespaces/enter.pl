# Becomes the program in @ARGV, mostly nsenter, at the door of a lab host: in the directory of the host's first process in
# /proc, where `ns/net` is that process's network. enter.ts runs it as root. It is in Perl, which every Debian has, because no shell
# or tool of Debian 12 can put a ready filter on a process without denying it sudo.
#
# INIT ROUTER  process id and start time of the host's first process and of its router
# CGROUPS      cgroup.procs files that it joins
# LEARNER      1 for a program that will be the learner's: it gets the host's filter of system calls
# SECONDS      of processor time that a program may take that looks at the host; it gets PATH and LANG, and no other variable
# ARCH         the processor, in Node's words
use strict; # and no warnings: loading them costs every terminal and check 3 ms

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

go_to($ENV{ROUTER});
my $filter = slurp('root/dev/seccomp.bpf');
go_to($ENV{INIT});

for my $procs (split ' ', $ENV{CGROUPS} // '') {
  my $handle;
  refuse("The lab host's control group is gone ($procs: $!).")
    unless open $handle, '>', $procs and syswrite $handle, $$;
}

my ($prctl, $keyctl, $prlimit) = @{ { x64 => [157, 250, 302], arm64 => [167, 219, 261] }->{ $ENV{ARCH} } };

# struct rlimit64
sub limit {
  my ($resource, $soft, $hard) = @_;
  return syscall($prlimit, 0, $resource, pack('QQ', $soft, $hard), 0) == 0;
}

if ($ENV{LEARNER}) {
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

if ($ENV{SECONDS}) {
  refuse("The limit of processor time can't be set: $!") unless limit(0, $ENV{SECONDS}, $ENV{SECONDS}); # RLIMIT_CPU
  %ENV = map { $_ => $ENV{$_} } qw(PATH LANG);
}
delete @ENV{qw(INIT ROUTER CGROUPS LEARNER ARCH)};
exec { $ARGV[0] } @ARGV or refuse("$ARGV[0]: $!");
