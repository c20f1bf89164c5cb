# Weighs what lab hosts take of the machine and no control group counts: memory in their sockets and packet rings, packets that run about in their
# networks, neighbours, ptys. It runs as root on the machine, only when there is too much of one of these (excess.ts), since it looks at each socket.
#
# ARGV  for each host: its id, and the folder of its control group in the v2 tree
#
# Prints a line for each: id, bytes in sockets, packets a second, neighbours, ptys.
#
# It does not find a socket or a network that is held only by a message still under way in another socket.
use strict; # and no module

chomp(my $machine = `uname -m`);
# pidfd_open, pidfd_getfd and openat2 have one number everywhere.
my ($setns, $pidfd_open, $pidfd_getfd, $openat2) = ({ x86_64 => 308, aarch64 => 268 }->{$machine}, 434, 438, 437);
# Seconds between two looks at counters of packets.
my $between = 0.25;
# A learner can make as many of these as they like.
my ($most_sockets, $most_networks, $longest) = (200_000, 2000, 64 * 2**20);

sub slurp {
  my ($file) = @_;
  open my $handle, '<:raw', $file or return '';
  my $text = '';
  while (length $text < $longest) { sysread($handle, $text, 1 << 20, length $text) or last }
  return $text;
}

sub processes_in {
  my ($folder) = @_;
  my @all = split ' ', slurp("$folder/cgroup.procs");
  opendir my $below, $folder or return @all;
  push @all, processes_in("$folder/$_") for grep { !/^\./ and -d "$folder/$_" } readdir $below;
  return @all;
}

# Asks the kernel for all of something (netlink(7)); calls the last argument with each message of the answer.
sub dump_of {
  my ($protocol, $type, $body, $each) = @_;
  socket my $kernel, 16, 3, $protocol or return; # AF_NETLINK SOCK_RAW
  send $kernel, pack('L S S L L', 16 + length $body, $type, 0x301, 1, 0) . $body, 0 or return; # NLM_F_REQUEST | NLM_F_DUMP
  my $size = 0;
  while ($size < $longest and defined recv $kernel, my $part, 1 << 18, 0) {
    last if $part eq '';
    $size += length $part;
    for (my $at = 0; $at + 16 <= length $part;) {
      my ($length, $kind) = unpack 'L S', substr $part, $at, 6;
      return if $kind == 3 or $kind == 2 or $length < 16; # NLMSG_DONE NLMSG_ERROR
      $each->(substr $part, $at + 16, $length - 16);
      $at += $length + 3 & ~3;
    }
  }
}

# Bytes of the rings of packet sockets in this network (linux/packet_diag.h): blocks of so many bytes each.
sub rings {
  my $bytes = 0;
  dump_of(4, 20, pack('C C S L L L L', 17, 0, 0, 0, 4, ~0 & 0xffffffff, ~0 & 0xffffffff), sub {
    my ($message) = @_;
    for (my $at = 16; $at + 4 <= length $message;) {
      my ($length, $kind) = unpack 'S S', substr $message, $at, 4;
      last if $length < 4;
      if ($kind == 2 or $kind == 3) { # PACKET_DIAG_RX_RING PACKET_DIAG_TX_RING
        my ($block, $count) = unpack 'L L', substr $message, $at + 4, 8;
        $bytes += $block * $count;
      }
      $at += $length + 3 & ~3;
    }
  });
  return $bytes;
}

sub neighbours {
  my $count = 0;
  dump_of(0, 30, "\0" x 12, sub { $count++ }); # NETLINK_ROUTE, RTM_GETNEIGH
  return $count;
}

sub packets {
  my $count = 0;
  for (split /\n/, slurp('/proc/thread-self/net/dev')) {
    my @fields = /^\s*\S+:\s*(.*)/ ? split ' ', $1 : next;
    $count += $fields[1] + $fields[9];
  }
  return $count;
}

my (@hosts, %networks);
opendir my $own, '/proc/self/fd';
open my $home, '<', '/proc/self/ns/net' or die "network: $!\n";

# Keeps one of this host's networks by an open file.
sub network {
  my ($host, $handle) = @_;
  my $number = (stat $handle)[1];
  return if $networks{$number} or keys %{ $host->{networks} } >= $most_networks;
  $networks{$number} = 1;
  $host->{networks}{$number} = $handle;
}

while (@ARGV) {
  my $host = { id => shift @ARGV, bytes => 0, ptys => 0, networks => {} };
  push @hosts, $host;
  my (%sockets, %views);
  for my $pid (processes_in(shift @ARGV)) {
    if (open my $handle, '<', "/proc/$pid/ns/net") { network($host, $handle) }
    # Networks that are kept by a name.
    my $view = readlink("/proc/$pid/ns/mnt") // next;
    unless ($views{$view}++) {
      for (split /\n/, slurp("/proc/$pid/mountinfo")) {
        my ($place) = /^\S+ \S+ \S+ net:\[\d+\] (\S+) / or next;
        $place =~ s/\\([0-7]{3})/chr oct $1/ge;
        sysopen my $root, "/proc/$pid/root", 010000000 or last; # O_PATH
        # Root on the host decides what the path leads over: RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS | RESOLVE_IN_ROOT.
        my $how = pack 'Q Q Q', 04000, 0, 0x02 | 0x04 | 0x10;
        my $fd = syscall $openat2, fileno $root, $place, $how, 24;
        if ($fd >= 0 and open my $handle, '<&=', $fd) { network($host, $handle) }
      }
    }
    opendir my $files, "/proc/$pid/fd" or next;
    my $process;
    for my $fd (grep { /^\d+$/ } readdir $files) {
      my $what = readlink("/proc/$pid/fd/$fd") // next;
      $host->{ptys}++ if $what =~ m{/ptmx$};
      if ($what =~ /^net:\[/ and open my $handle, '<', "/proc/$pid/fd/$fd") { network($host, $handle) }
      next unless $what =~ /^socket:/ and !$sockets{$what}++ and keys %sockets <= $most_sockets;
      $process //= syscall $pidfd_open, $pid + 0, 0;
      last if $process < 0;
      my $copy = syscall $pidfd_getfd, $process, $fd + 0, 0;
      next if $copy < 0;
      open my $socket, '+<&=', $copy or next;
      # SO_MEMINFO: received, its limit, being sent, its limit, set aside, queued, options, backlog, dropped (sock_diag(7)).
      my @memory = unpack 'L9', getsockopt($socket, 1, 55) // '';
      $host->{bytes} += ($memory[$_] // 0) for 0, 2, 4, 5, 7;
      # A packet socket may belong to a network without a process (SIOCGSKNS).
      if (unpack('L', getsockopt($socket, 1, 39) // "\0" x 4) == 17) { # SO_DOMAIN, AF_PACKET
        my $net = ioctl $socket, 0x894c, 0;
        if ($net and open my $handle, '<&=', $net + 0) { network($host, $handle) }
      }
    }
    if (defined $process and $process >= 0) { open my $closed, '<&=', $process }
  }
}

# Looks at each network in turn, twice for packets that run about in it.
for my $round (0, 1) {
  for my $host (@hosts) {
    for my $handle (values %{ $host->{networks} }) {
      next if syscall($setns, fileno $handle, 0x40000000) != 0; # CLONE_NEWNET
      $host->{packets} += $round ? packets() : -packets();
      next if $round;
      $host->{bytes} += rings();
      $host->{neighbours} += neighbours();
    }
  }
  select undef, undef, undef, $between unless $round;
}
syscall $setns, fileno $home, 0x40000000;
printf "%s %d %d %d %d\n", $_->{id}, $_->{bytes}, ($_->{packets} // 0) / $between, $_->{neighbours} // 0, $_->{ptys} for @hosts;
