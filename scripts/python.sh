# Sourced: gives tests in Python an environment of their own under .setup, made anew when what it holds has changed.

python_environment() { # NAME REQUIREMENTS
  local environment=".setup/$1" wanted
  wanted="$(sha256sum "$2" | cut -d ' ' -f 1)"
  [ "$(cat "$environment/installed" 2>/dev/null)" != "$wanted" ] || return 0
  step "安装测试工具 · installing what the tests need: $1"
  rm -rf "$environment"
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$2"
  printf '%s' "$wanted" > "$environment/installed"
}
