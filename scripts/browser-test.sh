#!/usr/bin/env bash
# Runs the pages' tests in a real browser, against the debug build of the program and a demo city of its own.
#   scripts/browser-test.sh                        all of them
#   scripts/browser-test.sh test_cases.py -k lamp  any argument of pytest
set -euo pipefail
cd "$(dirname "$0")/.."
extra_packages=(chromium fonts-noto-cjk python3-venv)
. scripts/setup.sh
scripts/web-vendor.sh

. scripts/python.sh
python_environment browser Tests/Browser/requirements.txt

# One city for all who test at once; each of them works on a copy.
if [ -z "${STREETWISE_BROWSER_SEED:-}" ]; then
  seed="$(mktemp -d)"
  trap 'rm -rf "$seed"' EXIT
  step "建立测试用示范城市 · making the demo city of the tests"
  .build/debug/streetwise demo build --cases 600 --data "$seed/city" > "$seed/log" 2>&1 || { cat "$seed/log"; exit 1; }
  export STREETWISE_BROWSER_SEED="$seed/city"
fi

step "浏览器测试 · browser tests"
python="$PWD/.setup/browser/bin/python"
cd Tests/Browser
PYTHONDONTWRITEBYTECODE=1 "$python" -m pytest -p no:cacheprovider \
  -n "${STREETWISE_BROWSER_WORKERS:-2}" --dist loadfile "$@"
