# Reads and changes one file or folder for the page's editor, as the user who runs it: the learner, or root by sudo. scripts.ts starts it on
# a lab host. First it writes a line, OK. Then it reads a request from its standard input, and writes the answer: fields, each ended by NUL.
#
# ARGV  the processor in Node's words, and the learner's home directory
#
# list PATH                  done REALPATH COUNT UNSHOWN, then kind, size and name of each: d(irectory), f(ile), o(ther)
# read PATH KNOWN            done REALPATH VERSION w|r, then the bytes; or same, when the version is still KNOWN
# save PATH SEEN SIZE BYTES  done REALPATH VERSION renamed|in-place; SEEN is the version that was read, or empty for a new file
# make PATH                  done PATH, a new directory
# rename PATH TO             done TO
# remove PATH                done PATH, a file, or an empty directory
# When it can't be done, the answer is refused and the name of an errno(3), or ENOTFILE (a device, a pipe), or ECHANGED.
#
# The version of a file is the SHA-256 of its bytes: no clock is too coarse for it.
use strict; # and no warnings: loading them costs time
use Cwd qw(realpath);
use Errno ();
use Fcntl qw(:DEFAULT);

use constant { LARGEST => 2**20, MOST_NAMES => 20_000, MOST_LISTED => 1000 };

my ($arch, $home) = @ARGV;
my ($fsync, $renameat2) = @{ { x64 => [74, 316], arm64 => [82, 276] }->{$arch} };
my $temporary;
$SIG{ALRM} = $SIG{TERM} = $SIG{HUP} = sub { exit 1 };
END { unlink $temporary if defined $temporary }
alarm 20; # a file system may hang

sub say_all {
  my ($bytes) = @_;
  for (my $at = 0; $at < length $bytes;) { $at += syswrite(STDOUT, $bytes, length($bytes) - $at, $at) || exit 1 }
}

sub answer {
  say_all(join "\0", @_, '');
  exit 0;
}

sub refuse {
  my ($word) = @_;
  my @words = qw(ENOENT EACCES EPERM EEXIST ENOTDIR EISDIR ENOTEMPTY EROFS ELOOP ENAMETOOLONG ENOSPC EDQUOT EBUSY EXDEV EINVAL ETXTBSY);
  ($word) = grep { $!{$_} } @words unless defined $word;
  answer('refused', $word // 'EIO');
}

sub whole {
  my ($path) = @_;
  $path =~ s{^~(?=/|$)}{$home};
  refuse('EINVAL') unless $path =~ m{^/};
  return $path;
}

# The path behind all links. Its last part need not exist.
sub real {
  my $real = realpath(whole($_[0]));
  return defined $real ? $real : refuse();
}

# Goes to the directory in which it is, so that nobody can put another one in its place. Returns the name there.
sub beside {
  my ($folder, $name) = $_[0] =~ m{^(.*?)/+([^/]+)/*$} or refuse('EISDIR');
  refuse('EINVAL') if $name eq '.' or $name eq '..';
  $folder = realpath($folder eq '' ? '/' : $folder);
  refuse() unless defined $folder and chdir $folder;
  return wantarray ? ($name, ($folder eq '/' ? '' : $folder) . "/$name") : $name;
}

# An ordinary file. Opening a pipe or a device could wait for ever, or do something.
sub opened {
  my ($name, $how) = @_;
  lstat $name or refuse();
  refuse('EISDIR') if -d _;
  refuse('ENOTFILE') unless -f _;
  sysopen my $file, $name, $how | O_NOFOLLOW | O_NONBLOCK or refuse();
  refuse('ENOTFILE') unless -f $file;
  refuse('EFBIG') if -s _ > LARGEST;
  return $file;
}

sub contents {
  my ($file) = @_;
  my $bytes = '';
  sysseek $file, 0, 0;
  while (1) {
    my $count = sysread $file, $bytes, 65536, length $bytes;
    refuse() unless defined $count;
    return $bytes if $count == 0;
    refuse('EFBIG') if length $bytes > LARGEST;
  }
}

sub version {
  my ($bytes) = @_;
  my $child = open(my $sum, '-|') // refuse();
  if ($child == 0) {
    open my $program, '|-', 'sha256sum' or exit 1;
    print $program $bytes;
    close $program;
    exit 0;
  }
  my ($version) = (<$sum> // '') =~ /^([0-9a-f]{64})/ or refuse('EIO');
  close $sum;
  return $version;
}

sub put {
  my ($file, $bytes) = @_;
  sysseek $file, 0, 0;
  for (my $at = 0; $at < length $bytes;) { $at += syswrite($file, $bytes, length($bytes) - $at, $at) || return 0 }
  return 1;
}

sub settle {
  my ($file) = @_;
  return syscall($fsync, fileno $file) == 0 || $!{EINVAL} || $!{EROFS}; # a file in /proc can't be settled
}

# Over the old bytes. When there is no room for more, they come back.
sub save_in_place {
  my ($file, $bytes, $old) = @_;
  return if put($file, $bytes) and (length $bytes >= length $old or truncate $file, length $bytes) and settle($file);
  my $error = $! + 0;
  put($file, $old);
  truncate $file, length $old;
  $! = $error;
  refuse();
}

# A new file beside it with the same owner, mode and extended attributes, which takes its place at once. False where that can't be.
sub save_by_rename {
  my ($name, $file, $bytes, $unchanged) = @_;
  return 0 if (stat $file)[3] != 1; # its other names would keep the old bytes
  my $beside = ".vethlab-$$-" . time;
  sysopen my $new, $beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600 or return 0;
  $temporary = $beside;
  put($new, $bytes) or refuse();
  my ($from, $to) = map { '/dev/fd/' . fileno $_ } $file, $new;
  my $failed = system 'cp', '--attributes-only', '--preserve=mode,ownership,xattr', '--', $from, $to;
  my $alike = join(' ', (stat $file)[2, 4, 5]) eq join(' ', (stat $new)[2, 4, 5]);
  my $done = !$failed && $alike && settle($new) && do { $unchanged->(); rename $beside, $name };
  unlink $beside unless $done;
  undef $temporary;
  return 0 unless $done;
  syscall($fsync, fileno $file) if sysopen $file, '.', O_RDONLY | O_DIRECTORY;
  return 1;
}

sub save {
  my ($path, $seen, $size) = @_;
  my $bytes = '';
  # Less comes when the connection breaks.
  exit 1 unless $size <= LARGEST and read(STDIN, $bytes, $size) == $size;
  my ($name, $real) = beside(real($path));
  if ($seen eq '') {
    sysopen my $file, $name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666 or refuse();
    $temporary = $name;
    put($file, $bytes) && settle($file) or refuse();
    undef $temporary;
    answer('done', $real, version($bytes), 'renamed');
  }
  my $file = opened($name, O_RDWR);
  my $old = contents($file);
  refuse('ECHANGED') if version($old) ne $seen;
  my $unchanged = sub {
    my @there = lstat $name;
    my @open = stat $file;
    refuse('ECHANGED') if "@there[0, 1]" ne "@open[0, 1]" or contents($file) ne $old;
  };
  my $how = save_by_rename($name, $file, $bytes, $unchanged) ? 'renamed' : 'in-place';
  if ($how eq 'in-place') {
    $unchanged->();
    save_in_place($file, $bytes, $old);
  }
  answer('done', $real, version($bytes), $how);
}

sub load {
  my ($path, $known) = @_;
  my ($name, $real) = beside(real($path));
  my $bytes = contents(opened($name, O_RDONLY));
  my $version = version($bytes);
  answer('same') if $version eq $known;
  say_all(join "\0", 'done', $real, $version, -w $name ? 'w' : 'r', '');
  say_all($bytes);
}

sub list {
  my $real = real($_[0]);
  chdir $real or refuse();
  opendir my $folder, '.' or refuse();
  my ($count, $unshown, @entries) = (0, 0);
  while (defined(my $name = readdir $folder)) {
    next if $name eq '.' or $name eq '..';
    last if ++$count > MOST_NAMES;
    # The page could neither show nor send back such a name.
    if ($name =~ /[\x00-\x1f\x7f]/ or !utf8::decode(my $copy = $name)) { $unshown++; next }
    my $size = (stat $name)[7] // 0;
    push @entries, [-d _ ? 'd' : -f _ ? 'f' : 'o', $size, $name];
  }
  # Names that begin with a dot last, and directories first.
  my %order = map { $_ => join "\0", $_->[2] =~ /^\./ ? 1 : 0, $_->[0] eq 'd' ? 0 : 1, lc $_->[2] } @entries;
  @entries = sort { $order{$a} cmp $order{$b} } @entries;
  splice @entries, MOST_LISTED if @entries > MOST_LISTED;
  answer('done', $real, $count, $unshown, map { @$_ } @entries);
}

sub make {
  my ($name, $real) = beside(whole($_[0]));
  mkdir $name or refuse();
  answer('done', $real);
}

sub move {
  my ($path, $to) = map { whole($_) } @_;
  my (undef, $real_to) = beside($to);
  my ($name) = beside($path);
  # AT_FDCWD, and RENAME_NOREPLACE: what is there stays.
  refuse() if syscall($renameat2, -100, $name, -100, $real_to, 1) != 0;
  answer('done', $real_to);
}

sub clear {
  my ($name, $real) = beside(whole($_[0]));
  lstat $name or refuse();
  (-d _ ? rmdir $name : unlink $name) or refuse();
  answer('done', $real);
}

$^F = 100; # cp is handed the files by their numbers
binmode STDIN;
say_all("OK\n");
my %verbs = (list => [1, \&list], read => [2, \&load], save => [3, \&save], make => [1, \&make], rename => [2, \&move], remove => [1, \&clear]);
$/ = "\0";
chomp(my $verb = <STDIN> // exit 1);
my ($count, $work) = @{ $verbs{$verb} // exit 1 };
my @given = map { scalar(<STDIN>) // exit 1 } 1 .. $count;
chomp @given;
$/ = "\n";
$work->(@given);
