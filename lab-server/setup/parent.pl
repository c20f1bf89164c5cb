# The parent of one of our programs, which @ARGV names.
#
# It passes on the signals that it gets. Options before the program:
# --tied   tells the program to stop when the starter of this parent has ended: npm ends by a signal and leaves what it started (npm/cli#5776)
# --again  starts the program anew if it was killed or failed (exit status 70), after a longer wait each time
#
# It adopts processes whose parent was killed. A process that enters a lab host has its parent outside; without that parent it would go to
# the machine's first process. In a container that is often a program which never takes note of its children's end, so the process
# stays: netstat on the host says that it takes root to see it, and no host with such a process in it can end (pid_namespaces(7)).
use strict;

use constant { PR_SET_PDEATHSIG => 1, PR_SET_CHILD_SUBREAPER => 36, SIGKILL => 9, SIGTERM => 15, EX_SOFTWARE => 70 };
# Seconds until the program is started anew: the first wait, the longest, and the run time after which the first wait holds again.
use constant { FIRST => 0.1, LONGEST => 5, LONG => 60 };

chomp(my $machine = `uname -m`);
my $number = { x86_64 => 157, aarch64 => 167 }->{$machine} or die "vethlab: not made for $machine\n";
sub prctl { syscall($number, @_, 0, 0, 0) == 0 or die "vethlab: prctl: $!\n" }

my $starter = getppid;
my $tied = $ARGV[0] eq '--tied' && shift;
my $again = $ARGV[0] eq '--again' && shift;
my ($program, $stopping);
# Handlers are set before the fork, so that no signal is missed. The program also gets signals of a terminal's keys itself; it stops only once.
my @passed = qw(INT TERM HUP QUIT USR1 USR2);
for my $signal (@passed) {
  $SIG{$signal} = sub {
    $stopping = 1 unless $signal =~ /^USR/;
    kill $signal, $program if $program;
  };
}
# LXC tells a container's first program so that it is to end (lxc.container.conf(5): lxc.signal.halt).
$SIG{PWR} = $SIG{TERM};
prctl(PR_SET_CHILD_SUBREAPER, 1);
if ($tied) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  # The starter may have ended before that.
  $stopping = 1 if getppid != $starter;
}

for (my $pause = FIRST;;) {
  my $began = time;
  my $parent = $$;
  exit 143 if $stopping;
  $program = fork // die "vethlab: no process can be made: $!\n";
  if (!$program) {
    $SIG{$_} = 'DEFAULT' for @passed, 'PWR';
    # Without its parent the program would not be started anew, and whoever waits for that could not take its place.
    prctl(PR_SET_PDEATHSIG, SIGKILL) if $again;
    exit 1 if $again && getppid != $parent;
    exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\n";
  }
  my $status;
  until (defined $status) {
    my $ended = waitpid -1, 0;
    $status = $? if $ended == $program;
    last if $ended < 0 && !$!{EINTR};
  }
  my ($code, $signal) = ($status >> 8, $status & 127);
  if (!$again || $stopping || !($signal || $code == EX_SOFTWARE)) {
    exit $code unless $signal;
    $SIG{$signal} = 'DEFAULT';
    kill $signal, $$;
    exit 128 + $signal;
  }
  $program = undef;
  my $how = $signal ? "was killed (signal $signal)" : 'failed';
  print STDERR "vethlab: the lab server $how; it is started again.\n";
  $pause = FIRST if time - $began >= LONG;
  select undef, undef, undef, $pause;
  $pause = LONGEST if ($pause *= 2) > LONGEST;
}
