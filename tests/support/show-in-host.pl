# Shows a folder of this machine, read-only, on a lab host, as a bind mount that nobody there could make.
#
# ARGV  the processor, in Node's words; id of the host's first process; the folder here; an empty folder there
use strict;
my ($arch, $init, $from, $to) = @ARGV;
my $setns = { x64 => 308, arm64 => 268 }->{$arch};
sub ok { $_[0] >= 0 or die "$_[1]: $!\n"; $_[0] }
my ($empty, $readonly) = ('', pack 'Q4', 1, 0, 0, 0); # syscall takes no constants
# open_tree(2): AT_FDCWD, OPEN_TREE_CLONE. Without what is mounted below.
my $tree = ok(syscall(428, -100, $from, 1), 'open_tree');
# mount_setattr(2): AT_EMPTY_PATH; MOUNT_ATTR_RDONLY.
ok(syscall(442, $tree, $empty, 0x1000, $readonly, 32), 'mount_setattr');
my @spaces = map { open my $file, '<', "/proc/$init/ns/$_" or die "$_: $!\n"; $file } qw(mnt);
ok(syscall($setns, fileno $_, 0), 'setns') for @spaces;
# move_mount(2): MOVE_MOUNT_F_EMPTY_PATH
ok(syscall(429, $tree, $empty, -100, $to, 4), 'move_mount');
