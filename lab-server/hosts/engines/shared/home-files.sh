# Works on the files directly in the learner's home directory, as the learner. enter.ts starts it on a lab host. It first writes
# a line: OK, or why it can't be done, as a name of errno(3).
#
# $1  list  then prints size, seconds since 1970 and name of each file, ended by NUL
#     get   then prints the file $2
#     put   then writes $3 bytes of its standard input to a new file: $2, or $2 with a number if that exists; at the end prints
#           the name, or nothing if it failed
set -u
fail() { echo "$1"; exit 1; }
cd || fail ENOENT
case $1 in
  list)
    echo OK
    exec find . -maxdepth 1 -type f ! -name '.*' -printf '%s %T@ %f\0'
    ;;
  get)
    [ -f "./$2" ] || fail ENOENT
    [ -r "./$2" ] || fail EACCES
    echo OK
    exec cat -- "./$2"
    ;;
  put)
    # An existing file is kept: the new one gets a name like "notes (2).txt".
    name=$2 count=1
    case $2 in
      ?*.*) stem=${2%.*} end=.${2##*.} ;;
      *) stem=$2 end= ;;
    esac
    set -C
    until true 2> /dev/null > "./$name"; do
      # It does not exist, and yet can't be made: the disk may be full.
      [ -e "./$name" ] || [ -L "./$name" ] || fail ENOSPC
      count=$((count + 1)) name="$stem ($count)$end"
      [ $count -lt 1000 ] || fail EEXIST
    done
    set +C
    echo OK
    if head -c "$3" > "./$name" && [ "$(stat -c %s -- "./$name")" = "$3" ]; then
      printf '%s' "$name"
    else
      rm -f -- "./$name"
      exit 1
    fi
    ;;
esac
