# Runs the program in @ARGV and passes on the signals it gets. Who enters a lab host has a parent outside; when that is
# killed, the process would be left to the machine's first one. In a container that is often a program which never takes
# note of its end, and then it stays: netstat on the host says that it takes root to see it, and no host with such a
# process in it can end (pid_namespaces(7)). So they are left to this one (PR_SET_CHILD_SUBREAPER, prctl(2)).
# systemd can be trusted with them.
use strict;

open my $name, '<', '/proc/1/comm' or die "vethlab: /proc is not there: $!\n";
if (<$name> eq "systemd\n") {
  exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\n";
}

chomp(my $machine = `uname -m`);
my $prctl = { x86_64 => 157, aarch64 => 167 }->{$machine} or die "vethlab: not made for $machine\n";
syscall($prctl, 36, 1, 0, 0, 0) == 0 or die "vethlab: PR_SET_CHILD_SUBREAPER: $!\n";

my $program;
# Before the fork, so that none is missed. Those of a terminal's keys it gets itself as well: it stops once.
for my $signal (qw(INT TERM HUP QUIT USR1 USR2)) {
  $SIG{$signal} = sub { kill $signal, $program if $program };
}
$program = fork // die "vethlab: no process can be made: $!\n";
if (!$program) {
  $SIG{$_} = 'DEFAULT' for qw(INT TERM HUP QUIT USR1 USR2);
  exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\n";
}

while ((my $ended = waitpid -1, 0) > 0) {
  next unless $ended == $program;
  my ($status, $signal) = ($? >> 8, $? & 127);
  exit $status unless $signal;
  $SIG{$signal} = 'DEFAULT';
  kill $signal, $$;
  exit 128 + $signal;
}
