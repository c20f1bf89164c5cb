# Becomes a learner's program on a shared machine. accounts.ts runs it as root.
#
# ARGV     user, its uid, its home directory, path of its mount namespace; then the program
# FILTER   the filter of system calls (filter.ts), in hexadecimal
# CGROUPS  cgroup.procs files that it joins; empty if the machine does not limit memory by cgroups
# LIMITS   options for prlimit(1)
# ARCH     the processor, in Node's words
use strict; # and no warnings: loading them costs every terminal 3 ms

my ($user, $uid, $home, $mounts, @program) = @ARGV;
my ($prctl, $keyctl) = @{ { x64 => [157, 250], arm64 => [167, 219] }->{ $ENV{ARCH} } };

sub refuse {
  print STDERR "@_\n";
  exit 1;
}

# Files that whoever started the lab server had open would be open to the learner too.
opendir my $files, '/proc/self/fd' or refuse("Open files are not known: $!");
for my $fd (grep { /^\d+$/ and $_ > 2 } readdir $files) {
  open my $handle, '<&=', $fd unless $fd == fileno $files; # closed again at once, since nothing holds it
}
for my $procs (split ' ', $ENV{CGROUPS}) {
  my $handle;
  refuse("Your account is not there any more ($procs: $!); reset the host.")
    unless open $handle, '>', $procs and syswrite $handle, $$;
}
# It joins a keyring of its own (KEYCTL_JOIN_SESSION_KEYRING), or it would have the keys of whoever started the lab server.
syscall $keyctl, 1, 0;
# PR_SET_SECCOMP, SECCOMP_MODE_FILTER, struct sock_fprog. Root may set it without no_new_privs, with which sudo would not work.
my $filter = pack 'H*', $ENV{FILTER};
my $program = pack 'S x6 P', length($filter) / 8, $filter;
refuse("The filter of system calls can't be set: $!") if syscall($prctl, 22, 2, $program) != 0;

my @limits = split ' ', $ENV{LIMITS};
%ENV = (
  PATH => '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  TERM => 'xterm-256color',
  COLORTERM => 'truecolor',
  LANG => 'C.UTF-8',
  HOME => $home,
  USER => $user,
  LOGNAME => $user,
  SHELL => '/bin/bash',
);
my @become = ('setpriv', "--reuid=$uid", '--regid=vethlab-learners', '--init-groups', '--inh-caps=-all');
exec 'nsenter', "--mount=$mounts", "--wdns=$home", '--', 'prlimit', @limits, '--', @become, '--', @program
  or refuse("nsenter: $!");
