#!/usr/bin/env bash
# A PostgreSQL of our own for tests, in a temporary folder, reached by a socket only, gone when it is stopped.
#   scripts/postgres-test.sh start          prints the URL for STREETWISE_TEST_POSTGRES
#   scripts/postgres-test.sh stop URL       stops that one and removes its folder
#   scripts/postgres-test.sh run COMMAND…   starts one, runs the command with it, stops it
#   scripts/postgres-test.sh down URL, up URL   stops and starts that one, its data kept
# `DURABLE=1` keeps the flushes to the disk, for measuring; tests go without them.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)

# The server refuses to run as root.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd /tmp && exec setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/tmp "$@")
  else
    "$@"
  fi
}

start() {
  [ -x "$bin/initdb" ] || {
    echo "找不到 PostgreSQL：apt-get install postgresql-15 · PostgreSQL is not installed: apt-get install postgresql-15" >&2
    exit 1
  }
  local folder
  folder=$(as_owner mktemp -d /tmp/streetwise-postgres.XXXXXX)
  as_owner chmod 755 "$folder"
  as_owner "$bin/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C \
    --no-sync >"/dev/null"
  if [ "${DURABLE:-0}" = 1 ]; then
    as_owner sh -c "printf 'shared_buffers=1GB\nmax_wal_size=4GB\n' >>'$folder/data/postgresql.conf'"
  else
    as_owner sh -c "printf 'fsync=off\nfull_page_writes=off\nautovacuum=off\n' >>'$folder/data/postgresql.conf'"
  fi
  as_owner sh -c "printf \"listen_addresses=''\nunix_socket_directories='%s'\nmax_connections=200\n\" '$folder' \
    >>'$folder/data/postgresql.conf'"
  up "$folder"
  echo "postgres://postgres@/postgres?host=$folder"
}

folder_of() {
  local folder="${1##*host=}"
  case "$folder" in /tmp/streetwise-postgres.*) ;; *) echo "not one of ours: $1" >&2; exit 1 ;; esac
  echo "$folder"
}

# Who started us may watch for our end by an open file, which the server must not keep open.
up() {
  (
    for file in /proc/self/fd/*; do
      [ "${file##*/}" -le 2 ] || eval "exec ${file##*/}>&-"
    done
    as_owner "$bin/pg_ctl" --pgdata="$1/data" --log="$1/log" --wait --silent start
  )
}

down() {
  as_owner "$bin/pg_ctl" --pgdata="$1/data" --mode=fast --silent stop
}

stop() {
  as_owner "$bin/pg_ctl" --pgdata="$1/data" --mode=immediate --silent stop || true
  as_owner rm -rf "$1"
}

case "${1:-}" in
  start) start ;;
  stop) stop "$(folder_of "${2:?the URL that start printed}")" ;;
  up) up "$(folder_of "${2:?the URL that start printed}")" ;;
  down) down "$(folder_of "${2:?the URL that start printed}")" ;;
  run)
    shift
    STREETWISE_TEST_POSTGRES=$(start)
    export STREETWISE_TEST_POSTGRES
    trap 'stop "$(folder_of "$STREETWISE_TEST_POSTGRES")"' EXIT
    "$@"
    ;;
  *) sed -n '2,7p' "$0"; exit 2 ;;
esac
