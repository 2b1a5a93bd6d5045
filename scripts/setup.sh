# Sourced by ./run and ./test: installs what the build needs from the distribution's packages, once.

export STREETWISE_BEGAN="${STREETWISE_BEGAN:-$EPOCHSECONDS}"
# Each step with the minutes and seconds since the first script began.
step() {
  local seconds=$((EPOCHSECONDS - STREETWISE_BEGAN))
  printf '\n\033[1m==> %02d:%02d %s\033[0m\n' $((seconds / 60)) $((seconds % 60)) "$*"
}
die() { printf '\n错误 · error: %s\n' "$*" >&2; exit 1; }

# Shows a long build as one moving line on a terminal, and as few lines elsewhere; keeps every error whole.
progress() {
  if [ -t 1 ]; then
    awk '/error:|warning: unre|^Build|Compiling plugin/ { printf "\r\033[K%s\n", $0; fflush(); next }
         /^\[/ { printf "\r\033[K%.100s", $0; fflush() } END { printf "\r\033[K" }'
  else
    awk '/error:|^Build|complete!/ { print; fflush(); next }
         /^\[[0-9]+\/[0-9]+\]/ { n++; if (n % 200 == 1) { print; fflush() } }'
  fi
}

command -v swift >/dev/null 2>&1 || die "找不到 swift，请先安装 Swift 6.3（https://www.swift.org/install） · install Swift 6.3 first"
case "$(swift --version 2>/dev/null)" in
  *"Swift version 6."[3-9]* | *"Swift version "[7-9]*) ;;
  *) die "需要 Swift 6.3 或更高版本 · Swift 6.3 or newer is needed; this is: $(swift --version 2>/dev/null | head -n 1)" ;;
esac

packages=(libgeos-dev libgd-dev libexif-dev libxlsxwriter-dev libssl-dev libsqlite3-dev libpq-dev libnats-dev zlib1g-dev python3 python3-pip "${extra_packages[@]:-}")
missing=()
for package in "${packages[@]}"; do
  [ -n "$package" ] || continue
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  step "安装 · installing: ${missing[*]}"
  sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || die "需要 root 权限安装：apt-get install ${missing[*]}"
    sudo="sudo"
  fi
  $sudo apt-get update -q >/dev/null || die "apt-get update 失败，请检查网络 · apt-get update failed"
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null \
    || die "安装失败 · could not install: ${missing[*]}"
fi
