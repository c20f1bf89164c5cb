# Enters the network namespace that a file of the lab host keeps. Another script of ours may load it; by itself it becomes a program there.
# It runs as root, before rights are dropped.
#
# ARGV  the processor, in Node's words; /proc/PID/root of a process that sees the file; its path there; the program
use strict;

# The first three of these. It ends this process if there is no such namespace.
sub enter_netns {
  my ($arch, $root, $file) = @_;
  # Root on the host decides what lies there, so no link is followed, and nothing above that root is reached: a link could name
  # the machine's own network. openat2(2): O_RDONLY | O_NONBLOCK, since a pipe would hold this up;
  # RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS | RESOLVE_IN_ROOT.
  sysopen my $top, $root, 010000000 or exit 1; # O_PATH
  # The process id may by now belong to another process, even to a trusted program, whose root is not the host's.
  for my $ours ('/', '/mnt/view') { exit 1 if join(' ', (stat $ours)[0, 1]) eq join(' ', (stat $top)[0, 1]) }
  my $how = pack 'Q Q Q', 04000, 0, 0x02 | 0x04 | 0x10;
  my $netns = syscall 437, fileno $top, $file, $how, 24;
  exit 1 if $netns < 0;
  # setns(2) takes the file only if it is a network namespace (CLONE_NEWNET).
  exit 1 if syscall({ x64 => 308, arm64 => 268 }->{$arch}, $netns, 0x40000000) != 0;
  # Nothing of the host's stays open.
  open my $given, '<&=', $netns;
  close $given;
  close $top;
}

unless (caller) {
  my ($arch, $root, $file, @program) = @ARGV;
  enter_netns($arch, $root, $file);
  exec { $program[0] } @program or exit 127;
}
1;
