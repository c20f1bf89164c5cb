# Starts shells on ptys for shells.ts, and tells of their end. A small program forks and starts another several times sooner than Node does.
#
# ARGV   the processor in Node's words, and the only user id whose ptys are taken
# stdin  requests of fields that each end with NUL:
#          start ID PTS COUNT VALUE...   COUNT variables of the environment as NAME=VALUE, then the number of words and the words to run
#          kill ID
# stdout a line for each: `started ID`, `refused ID WHY`, and `left ID STATUS` in wait(2)'s form once it has ended
use strict; # and no warnings: loading them costs time
use Fcntl qw(O_RDWR O_NOCTTY);

my ($arch, $owner) = @ARGV;
my $setsid = { x64 => 112, arm64 => 157 }->{$arch};
use constant { TIOCSCTTY => 0x540e, FIRST_MAJOR => 136, LAST_MAJOR => 143 }; # asm-generic/ioctls.h; Documentation/admin-guide/devices.txt

# Whoever started this may have ptys open, and a terminal is not hung up while any process has it.
opendir my $files, '/proc/self/fd' or die "Open files are not known: $!";
for my $fd (grep { /^\d+$/ and $_ > 2 } readdir $files) {
  open my $handle, '<&=', $fd unless $fd == fileno $files; # closed again at once, since nothing holds it
}
closedir $files;

my (%pid_of, %id_of);

sub report {
  my $line = "@_\n";
  syswrite(STDOUT, $line) == length $line or exit 1;
}

sub collect {
  while ((my $pid = waitpid -1, 1) > 0) { # WNOHANG
    my $id = delete $id_of{$pid} // next;
    delete $pid_of{$id};
    report('left', $id, $?);
  }
}

sub field {
  my $field = <STDIN> // exit 0;
  chomp $field;
  return $field;
}

sub fields { return map { field() } 1 .. field() }

sub start {
  my ($id, $pts) = (field(), field());
  my %env = map { split /=/, $_, 2 } fields();
  my @words = fields();
  # The request has a number and no path, so it can name nothing but a pty. Opening it does not make it this program's own terminal.
  sysopen my $pty, '/dev/pts/' . int $pts, O_RDWR | O_NOCTTY or return report('refused', $id, "pty $pts: $!");
  my (undef, undef, undef, undef, $uid, undef, $device) = stat $pty;
  my $major = ($device >> 8) & 0xfff;
  return report('refused', $id, "pty $pts is not one of the terminals' own.")
    unless $uid == $owner and $major >= FIRST_MAJOR and $major <= LAST_MAJOR;
  my $pid = fork // return report('refused', $id, "A process can't be started: $!");
  if ($pid == 0) {
    # A session of its own, which the pty controls.
    syscall $setsid;
    ioctl $pty, TIOCSCTTY, 0;
    open STDIN, '<&', $pty;
    open STDOUT, '>&', $pty;
    open STDERR, '>&', $pty;
    chdir '/';
    %ENV = %env;
    exec { $words[0] } @words or print STDERR "$words[0]: $!\n";
    exit 127;
  }
  ($pid_of{$id}, $id_of{$pid}) = ($pid, $id);
  report('started', $id);
}

$0 = 'vethlab: shells';
$/ = "\0";
while (1) {
  $SIG{CHLD} = \&collect;
  collect();
  my $verb = field();
  # The end of a shell is told after its start.
  $SIG{CHLD} = 'DEFAULT';
  start() if $verb eq 'start';
  if ($verb eq 'kill') {
    my $pid = $pid_of{field()};
    kill KILL => $pid if $pid;
  }
}
