#!/usr/bin/env bash
# A PostgreSQL of our own for tests, in a temporary folder, reached by a socket only, gone when it is stopped.
#   scripts/postgres-test.sh start          prints the URL for STREETWISE_TEST_POSTGRES
#   scripts/postgres-test.sh stop URL       stops that one and removes its folder
#   scripts/postgres-test.sh run COMMAND…   starts one, runs the command with it, stops it
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
  local quick="-c fsync=off -c full_page_writes=off -c synchronous_commit=on -c autovacuum=off"
  [ "${DURABLE:-0}" = 1 ] && quick="-c fsync=on -c shared_buffers=1GB -c max_wal_size=4GB"
  as_owner "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait --silent \
    -o "-c listen_addresses='' -c unix_socket_directories=$folder -c max_connections=200 $quick" start
  echo "postgres://postgres@/postgres?host=$folder"
}

stop() {
  local folder="${1##*host=}"
  case "$folder" in /tmp/streetwise-postgres.*) ;; *) echo "not one of ours: $1" >&2; exit 1 ;; esac
  as_owner "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop || true
  as_owner rm -rf "$folder"
}

case "${1:-}" in
  start) start ;;
  stop) stop "${2:?the URL that start printed}" ;;
  run)
    shift
    STREETWISE_TEST_POSTGRES=$(start)
    export STREETWISE_TEST_POSTGRES
    trap 'stop "$STREETWISE_TEST_POSTGRES"' EXIT
    "$@"
    ;;
  *) sed -n '2,6p' "$0"; exit 2 ;;
esac
