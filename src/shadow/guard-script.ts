/**
 * A backend that plans large queries takes and returns some ten megabytes each time, and on a virtual machine the page faults of
 * that cost it a third of its time. In large pages, and kept (https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html,
 * large ones since glibc 2.35), they are a quarter as many; elsewhere the variable means nothing. The heap grows by many at once,
 * because one that is only half inside of it is none.
 */
const MEMORY_TUNABLES = [
  'glibc.malloc.hugetlb=1',
  `glibc.malloc.top_pad=${16 * 1024 * 1024}`,
  `glibc.malloc.trim_threshold=${64 * 1024 * 1024}`,
  `glibc.malloc.mmap_threshold=${64 * 1024 * 1024}`,
].join(':');

/**
 * The guard is a shell that owns one private folder and what runs in it, and takes orders over its standard input.
 * When that pipe closes, because we are done or because this process died in whatever way, SIGKILL included, it
 * stops what it guards and removes the folder. Hence no exit handler is needed, and nothing can be left behind.
 *
 * Arguments: umask, name of the folder, longest folder path (in bytes) whose sockets still work, `--`, the folders
 * in which it may be made, `--`, short folders in which sockets may be put instead.
 *
 * An order is two lines, name and argument, so that a path may hold anything but a line break; further arguments
 * come before it as `option`. Answers: `folder <path>` and `socket <path>` at once; `copied`, `packed <form>`,
 * `unpacked`, `restored`, `captured <yes|no>`, `readable`, `initialised`, `stopped`; `failed <what>` and the end. What copies files is a child that the guard waits for, so
 * that nothing writes into a folder that is being removed. What is restored comes over file descriptor 3, because its file may
 * be one that only we can open. What is captured is the data folder of a server at rest: without what a start makes anew.
 *
 * A server is stopped with SIGQUIT, not SIGKILL: the postmaster then ends its backends, which lead sessions of their
 * own, and gives back its System V segment. SIGTERM goes before it because a shell has its background processes
 * ignore SIGQUIT, and a server that was started just now has not yet said otherwise. Both are sent again until it is gone:
 * what reaches it between fork and exec may be lost. Whatever else is watched leads a process group and gets SIGTERM.
 */
export const GUARD_SCRIPT = `
tunables=${MEMORY_TUNABLES}
umask "$1"
name=$2
longest=$3
shift 4
folder=
socket=
server=
watched=
finish() {
  trap '' HUP INT TERM
  for process in $watched; do
    kill -TERM "-$process" 2>/dev/null
  done
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null
    kill -QUIT "$server" 2>/dev/null
    while sleep 0.2; do
      kill -TERM "$server"
      kill -QUIT "$server" || break
    done </dev/null >/dev/null 2>&1 &
    wait "$server" 2>/dev/null
    kill -KILL "$!" 2>/dev/null
  fi
  cd /
  [ -z "$folder" ] || rm -rf "$folder" "$socket"
  exit 0
}
trap finish HUP INT TERM
# Who reads our answers may be dead; then the next read ends us.
trap : PIPE
while [ "$1" != -- ]; do
  if [ -z "$folder" ] && mkdir "$1/$name" 2>/dev/null; then
    folder=$1/$name
  fi
  shift
done
shift
if [ -z "$folder" ]; then
  echo 'failed folder'
  exit 1
fi
socket=$folder
if [ "\${#folder}" -gt "$longest" ]; then
  socket=
  for parent do
    if mkdir "$parent/$name" 2>/dev/null; then
      socket=$parent/$name
      break
    fi
  done
  if [ -z "$socket" ]; then
    echo 'failed socket'
    finish
  fi
fi
set --
echo "folder $folder"
echo "socket $socket"
while IFS= read -r order && IFS= read -r argument; do
  case $order in
    copy)
      cp -R "$argument/." "$folder/$1" >&2 || { echo 'failed copy'; break; }
      set --
      echo copied
      ;;
    pack)
      if tar -cf "$folder/$1" -C "$argument" . 2>/dev/null; then
        echo 'packed file'
      else
        rm -f "$folder/$1"
        cp -R "$argument/." "$folder/$1" >&2 || { echo 'failed pack'; break; }
        echo 'packed folder'
      fi
      set --
      ;;
    unpack)
      if [ -d "$argument" ]; then
        cp -R "$argument/." "$folder/$1" >&2
      else
        mkdir "$folder/$1" && tar -xmf "$argument" -C "$folder/$1" >&2
      fi || { echo 'failed unpack'; break; }
      set --
      echo unpacked
      ;;
    restore)
      mkdir "$folder/$argument" && tar -xmf - -C "$folder/$argument" <&3 >&2 || { echo 'failed restore'; break; }
      exec 3<&-
      echo restored
      ;;
    capture)
      if tar -cf "$folder/$argument" --exclude=./postmaster.pid --exclude=./postmaster.opts --exclude='pg_internal.init*' \
        --exclude='./pg_stat_tmp/*' --exclude='./pg_dynshmem/*' -C "$folder/data" . 2>/dev/null; then
        echo 'captured yes'
      else
        rm -f "$folder/$argument"
        echo 'captured no'
      fi
      ;;
    readable)
      chmod -R u=rwX,go=rX "$folder/$argument" >&2 || { echo 'failed readable'; break; }
      echo readable
      ;;
    option)
      set -- "$@" "$argument"
      ;;
    initdb)
      "$argument/initdb" "$@" --locale=C.UTF-8 -D "$folder/data" </dev/null >&2 ||
        "$argument/initdb" "$@" --locale=C -D "$folder/data" </dev/null >&2 ||
        { echo 'failed initdb'; break; }
      set --
      echo initialised
      ;;
    start)
      GLIBC_TUNABLES=$tunables "$argument/postgres" -D "$folder/data" -k "$socket" </dev/null >&2 &
      server=$!
      exec 2>/dev/null
      ;;
    stop)
      kill -INT "$server"
      wait "$server"
      server=
      echo stopped
      ;;
    watch)
      watched="$watched $argument"
      ;;
    release)
      kept=
      for process in $watched; do
        [ "$process" = "$argument" ] || kept="$kept $process"
      done
      watched=$kept
      ;;
  esac
done
finish
`;
