# The learner's own files, as the learner: what lies in their home directory itself. Started by enter.ts in a lab host. The first
# line that it writes is OK, or why it can't be, in the words of errno(3).
#
# $1  list  then prints size, seconds since 1970 and name of each file, ended by NUL
#     get   then prints the file $2
#     put   then writes its standard input, $3 bytes of it, to a new file: $2, or $2 with a number where there is one; prints the
#           name last, and nothing when it failed
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
    # A file that is there is kept: the name of a new one is made up like "notes (2).txt".
    name=$2 count=1
    case $2 in
      ?*.*) stem=${2%.*} end=.${2##*.} ;;
      *) stem=$2 end= ;;
    esac
    set -C
    until true 2> /dev/null > "./$name"; do
      # Not there, and yet it can't be made: the disk is full, say.
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
