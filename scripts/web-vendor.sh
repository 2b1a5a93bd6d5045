#!/usr/bin/env bash
# Fills Web/vendor with the pages' third-party files, from pinned wheels; each file is checked before it is put there.
#   scripts/web-vendor.sh           quick when nothing is missing
# Wheels are kept in $STREETWISE_WHEELS, by default .setup/wheels, so that a second run needs no network.
set -euo pipefail
cd "$(dirname "$0")/.."
target="Web/vendor"
cache="${STREETWISE_WHEELS:-.setup/wheels}"

vendor_step() { printf '\n\033[1m==> %s\033[0m\n' "$*"; }
vendor_die() { printf '\n错误 · error: %s\n' "$*" >&2; exit 1; }

# name in Web/vendor | package | file in the wheel | SHA-256 of that file
files='
preact-htm.js|datasette-preact==0.0.1|datasette_preact/static/preact-10.27.2-htm-3.1.1.min.js|2ad4f06c517e968b6382c26262363ebb89ebd7bcf3f7dc29a8368fe5b542861b
tabler.min.css|django-jazzy-tabler==0.1.1|jazzy_tabler/static/vendor/tabler/css/tabler.min.css|7ef750bd10546a695d0b12767ad8048bd8f3ec5de7daefb1067f9d0daa3d1c9a
maplibre-gl.js|maplibre==0.3.6|maplibre/srcjs/maplibre-gl.js|e380deae560bc5d182be4124a1b9cdd5086304b0cb82c92a5af23d018aa81015
maplibre-gl.css|maplibre==0.3.6|maplibre/srcjs/maplibre-gl.css|792ac997dcf6ae6f643eb4e2dee4630c85e7056526bd8fb85ffe83c67d6c41b4
echarts.min.js|panel==1.9.4|panel/dist/bundled/echarts/echarts@6.0.0/dist/echarts.min.js|baa8dfe7e1d9336b98e8986ba7e20ea15e7cdbea1ef42a59d59478632fa45a1d
'

is_right() { [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d ' ' -f 1)" = "$2" ]; }

# The wheel of `package==version` in the cache, downloaded if it is not there.
wheel_of() {
  local name version found
  name="$(printf '%s' "${1%%==*}" | tr '-' '_')"
  version="${1##*==}"
  found="$(find "$cache" -maxdepth 1 -name "$name-$version-*.whl" 2>/dev/null | head -n 1)"
  if [ -z "$found" ]; then
    python3 -m pip --version >/dev/null 2>&1 || vendor_die "需要 pip：apt-get install python3-pip · pip is needed: apt-get install python3-pip"
    printf '  下载 · downloading %s\n' "$1" >&2
    mkdir -p "$cache"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --dest "$cache" "$1" >&2 \
      || vendor_die "下载失败，请检查网络后重试：$1 · could not download $1; check the network and run this again"
    found="$(find "$cache" -maxdepth 1 -name "$name-$version-*.whl" | head -n 1)"
  fi
  [ -n "$found" ] || vendor_die "找不到 $1 的安装包 · no wheel of $1"
  printf '%s' "$found"
}

# Takes one file out of a wheel, which is a zip, and puts it in place only if it is the one that is expected.
take() {
  local name="$1" package="$2" inside="$3" sum="$4" wheel
  wheel="$(wheel_of "$package")"
  python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' \
    "$wheel" "$inside" > "$target/$name.part" || vendor_die "无法解开 $wheel · cannot read $wheel"
  if ! is_right "$target/$name.part" "$sum"; then
    rm -f "$target/$name.part"
    vendor_die "校验和不符：$name（$package），请删除 $cache 后重试 · wrong checksum of $name; delete $cache and run this again"
  fi
  mv "$target/$name.part" "$target/$name"
}

missing=()
while IFS='|' read -r name package inside sum; do
  [ -n "$name" ] || continue
  is_right "$target/$name" "$sum" || missing+=("$name|$package|$inside|$sum")
done <<< "$files"

if [ "${#missing[@]}" -gt 0 ]; then
  command -v python3 >/dev/null 2>&1 || vendor_die "需要 python3：apt-get install python3 python3-pip · python3 is needed"
  vendor_step "取得网页组件 · fetching what the pages need (${#missing[@]})"
  mkdir -p "$target"
  for line in "${missing[@]}"; do
    IFS='|' read -r name package inside sum <<< "$line"
    take "$name" "$package" "$inside" "$sum"
    printf '  %s\n' "$name"
  done
fi
