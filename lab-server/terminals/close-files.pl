# Becomes the program in @ARGV without the open files of whoever started it, but for its own three and Node's channel to its
# parent. node-pty leaves ptys open to whatever is started beside them, and a terminal is not hung up while any process has it.
use strict;

opendir my $files, '/proc/self/fd' or die "Open files are not known: $!";
for my $fd (grep { /^\d+$/ and $_ > 2 and $_ != ($ENV{NODE_CHANNEL_FD} // 0) } readdir $files) {
  open my $handle, '<&=', $fd unless $fd == fileno $files; # closed again at once, since nothing holds it
}
exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!";
