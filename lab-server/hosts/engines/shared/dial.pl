# Joins its standard input and output with a TCP port, as seen from where it runs. enter.ts starts it in a lab host's network, as
# nobody, on a socket of the web server. First it writes one line: OK, or why there is no connection, as a name of errno(3).
#
# ARGV  address, port, seconds to wait for the connection
use strict; # and no warnings: loading them costs every connection 3 ms
use Socket qw(:DEFAULT IPPROTO_TCP TCP_NODELAY inet_pton pack_sockaddr_in6);
use Errno qw(ECONNREFUSED EHOSTUNREACH ENETUNREACH ETIMEDOUT EINPROGRESS);
use Fcntl qw(F_SETFL O_NONBLOCK);

my ($address, $port, $seconds) = @ARGV;
my %words = (ECONNREFUSED, 'ECONNREFUSED', EHOSTUNREACH, 'EHOSTUNREACH', ENETUNREACH, 'ENETUNREACH', ETIMEDOUT, 'ETIMEDOUT');

sub say_and_end {
  syswrite STDOUT, ($words{ $_[0] } // 'EFAILED') . "\n";
  exit 1;
}

my $six = $address =~ /:/;
my $packed = inet_pton($six ? AF_INET6 : AF_INET, $address) // say_and_end(0);
socket my $far, $six ? AF_INET6 : AF_INET, SOCK_STREAM, IPPROTO_TCP or say_and_end($! + 0);
fcntl $far, F_SETFL, O_NONBLOCK;
my $there = $six ? pack_sockaddr_in6($port, $packed) : pack_sockaddr_in($port, $packed);
unless (connect $far, $there) {
  say_and_end($! + 0) unless $! == EINPROGRESS;
  vec(my $writable = '', fileno $far, 1) = 1;
  say_and_end(ETIMEDOUT) unless select undef, $writable, undef, $seconds;
  my $error = unpack 'i', getsockopt $far, SOL_SOCKET, SO_ERROR;
  say_and_end($error) if $error;
}
fcntl $far, F_SETFL, 0;
setsockopt $far, IPPROTO_TCP, TCP_NODELAY, 1;
syswrite STDOUT, "OK\n";

sub copy {
  my ($from, $to) = @_;
  while (sysread $from, my $bytes, 65536) {
    for (my $at = 0; $at < length $bytes;) {
      $at += syswrite($to, $bytes, length($bytes) - $at, $at) || return;
    }
  }
}

# There is one process for each direction. The far end's last data may come long after our side has said that it is done, but not for ever.
my $child = fork // exit 1;
if ($child == 0) {
  close STDOUT;
  copy(\*STDIN, $far);
  shutdown $far, 1;
  exit 0;
}
close STDIN;
$SIG{CHLD} = sub { alarm 60 };
copy($far, \*STDOUT);
kill 'TERM', $child;
