# Waits on a lab host, as a trusted program, until its network, its containers or its ports are not as they were; then runs the commands
# that look at them. It asks the kernel alone, several times a second, and no daemon.
#
# ARGV  the fingerprint of what the asker has, or an empty word; most seconds to wait; and of each command, how many words it has, and they
#
# Prints the fingerprint of what there is now and how long it waited in ms, a line for each network namespace that a process is in (inode
# number and a fingerprint of its own), an empty line, and a line for each command: its status, and in hexadecimal digits what it printed.
# Nothing at all when nothing changed.
use strict; # only what Perl needs no module for: each costs milliseconds
my ($seen, $seconds, @words) = @ARGV;
my @commands;
while (@words) { my $count = shift @words; push @commands, [splice @words, 0, $count] }
$0 = 'vethlab-map'; # the learner sees it in ps while the map is open

# A learner can make these as long as they like.
my $longest = 262_144;
my $most_namespaces = 64;
# How many times longer it rests than it took, and the shortest and the longest rest in seconds.
my ($share, $shortest, $longest_rest) = (25, 0.25, 0.75);

sub slurp {
  my ($file) = @_;
  open my $handle, '<:raw', $file or return '';
  my $text = '';
  while (length $text < $longest) { sysread($handle, $text, 65_536, length $text) or last }
  return $text;
}

# FNV-1a over words of 32 bits; good enough to tell two states of one host apart.
sub fingerprint {
  use integer;
  my $hash = -3750763034362895579;
  $hash = ($hash ^ $_) * 1099511628211 for unpack 'N*', "$_[0]\0\0\0";
  return unpack 'H16', pack 'q', $hash;
}

# What the kernel answers to one request for all of something, message by message (netlink(7)).
sub dump_of {
  my ($protocol, $type, $body) = @_;
  socket my $kernel, 16, 3, $protocol or return (); # AF_NETLINK SOCK_RAW
  send $kernel, pack('L S S L L', 16 + length $body, $type, 0x301, 1, 0) . $body, 0 or return (); # NLM_F_REQUEST | NLM_F_DUMP
  my ($size, @messages) = (0);
  while ($size < $longest and defined recv $kernel, my $part, 65_536, 0) {
    last if $part eq '';
    $size += length $part;
    for (my $at = 0; $at + 16 <= length $part;) {
      my ($length, $kind) = unpack 'L S', substr $part, $at, 6;
      return @messages if $kind == 3 or $kind == 2 or $length < 16; # NLMSG_DONE NLMSG_ERROR
      push @messages, substr $part, $at + 16, $length - 16;
      $at += $length + 3 & ~3;
    }
  }
  return @messages;
}

# The host's own interfaces: index, flags, and the attributes that tell what is attached to what (rtnetlink(7)), without counters and
# timers, which change by themselves.
my %kept = map { $_ => 1 } 3, 5, 10, 16, 37; # IFLA_IFNAME IFLA_LINK IFLA_MASTER IFLA_OPERSTATE IFLA_LINK_NETNSID
sub links {
  my @links;
  # RTM_GETLINK of NETLINK_ROUTE; IFLA_EXT_MASK: RTEXT_FILTER_SKIP_STATS
  for my $link (dump_of(0, 18, pack 'x16 S S L', 8, 29, 8)) {
    my $one = join ' ', unpack 'x4 l L', $link;
    for (my $at = 16; $at + 4 <= length $link;) {
      my ($size, $attribute) = unpack 'S S', substr $link, $at, 4;
      last if $size < 4;
      $one .= " $attribute=" . unpack 'H*', substr $link, $at + 4, $size - 4 if $kept{$attribute};
      $at += $size + 3 & ~3;
    }
    push @links, $one;
  }
  return join "\n", @links;
}

# TCP sockets of the host that listen: port, address, inode number (sock_diag(7)). /proc/net/tcp has them too, but takes the kernel 20 times
# as long.
sub sockets {
  # SOCK_DIAG_BY_FAMILY of NETLINK_SOCK_DIAG, for AF_INET and AF_INET6; IPPROTO_TCP; 1 << TCP_LISTEN
  return join ' ', sort map { unpack 'x4 H40 x44 H8', $_ } map { dump_of(4, 20, pack 'C C x2 L x48', $_, 6, 1 << 10) } 2, 10;
}

# Names and addresses, as the files of proc_pid_net(5) have them for the namespace of a process.
sub addresses {
  my ($net) = @_;
  my $names = join ' ', slurp("$net/dev") =~ /^ *(\S+):/mg;
  my $inet6 = join ' ', map { join ',', (split)[0, 2, 5] } split /\n/, slurp("$net/if_inet6");
  my %inet = map { $_ => 1 } slurp("$net/fib_trie") =~ /\|-- (\S+)\n *\/32 host LOCAL/g;
  return join "\n", $names, $inet6, sort keys %inet;
}

# Programs that stand for a container or hold one's port, by the kernel's short name of them.
my $frameworks = qr/^(?:conmon|containerd-shim|incus|lxd|docker-proxy|rootlessport|slirp4netns|pasta)/;

# What there is now, and the namespaces' own fingerprints.
sub glance {
  opendir my $processes, '/proc' or return ('', {});
  my (%parent, %name, %first);
  for my $pid (sort { $a <=> $b } grep { /^\d+$/ } readdir $processes) {
    # The name may hold anything, so the fields are counted from its end.
    my ($name, $ppid) = slurp("/proc/$pid/stat") =~ /^\d+ \((.*)\) \S (\d+) /s or next;
    ($parent{$pid}, $name{$pid}) = ($ppid, $name);
    my ($netns) = (readlink("/proc/$pid/ns/net") // '') =~ /(\d+)/ or next;
    $first{$netns} //= $pid;
  }
  my $watched = join ' ', grep { ($name{$_} =~ $frameworks) or ($name{$parent{$_}} // '') =~ $frameworks } sort keys %name;
  my ($own) = (readlink('/proc/self/ns/net') // '') =~ /(\d+)/;
  my @others = (grep { $_ != $own } sort keys %first)[0 .. $most_namespaces - 1];
  my %inner = map { $_ => fingerprint("$first{$_}\n" . addresses("/proc/$first{$_}/net")) } grep { defined } @others;
  my @files = slurp('/proc/1/mountinfo') =~ / net:\[(\d+)\] (\S+) .* - nsfs /g;
  # What is in a namespace without a process can't be glanced at; it may have changed whenever anything was started.
  my %files = @files;
  my ($started) = (grep { not $first{$_} } keys %files) ? slurp('/proc/loadavg') =~ /(\d+)$/ : 0;
  my $all = join "\n", links(), addresses('/proc/net'), $watched, sockets(), "@files", map { "$_ $inner{$_}" } sort keys %inner;
  return (fingerprint($all), \%inner, $started);
}

sub begin {
  my ($command) = @_;
  my $output;
  return open($output, '-|:raw', @$command) ? $output : undef;
}

sub finish {
  my ($output) = @_;
  my $printed = '';
  if ($output) { local $/; $printed = <$output> // ''; close $output }
  # 128 for one that was ended, as by its limit of processor time.
  print !$output ? 127 : $? & 127 ? 128 : $? >> 8, ' ', unpack('H*', $printed), "\n";
}

# The first alone, and then all others at once: each waits for the kernel more than it works.
sub look {
  open STDERR, '>', '/dev/null';
  my ($first, @others) = @commands;
  finish(begin($first));
  finish($_) for map { begin($_) } @others;
}

my ($waited, $begun) = (0);
while (1) {
  my $before = (times)[0] + (times)[1];
  my ($fingerprint, $inner, $started) = glance();
  $begun //= $started;
  if ($fingerprint ne $seen or $started != $begun) {
    # Things come in twos and threes, as a veth pair does; one look shows them all.
    select undef, undef, undef, 0.1 if $seen ne '';
    ($fingerprint, $inner) = glance();
    print "$fingerprint ", int $waited * 1000, "\n", (map { "$_ $inner->{$_}\n" } keys %$inner), "\n";
    look();
    exit 0;
  }
  my $took = (times)[0] + (times)[1] - $before;
  my $pause = $took * $share;
  $pause = $shortest if $pause < $shortest;
  $pause = $longest_rest if $pause > $longest_rest; # one slow glance, as while a container starts, must not hide what comes next
  $waited += $pause;
  exit 0 if $waited > $seconds;
  select undef, undef, undef, $pause;
}
