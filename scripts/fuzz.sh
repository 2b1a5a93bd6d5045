#!/usr/bin/env bash
# Fuzzes the parsers with libFuzzer:  scripts/fuzz.sh PARSER|all [SECONDS EACH] [CORPUS]
# Up to a minute goes the same way each time, so that a change is judged by itself; longer runs look elsewhere each time.
# Builds a small package of its own, because every module has to be instrumented. Stops with an error at the first
# input that crashes, hangs or uses more than 1 GB, and leaves that input in .build/fuzz/<parser>/.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/setup.sh

parsers="csv formula geojson gzip json jt808 photo positions texts"
chosen="${1:-}"
seconds="${2:-60}"
[ "$chosen" = all ] && chosen="$parsers"
for parser in ${chosen:-none}; do
  case " $parsers " in
    *" $parser "*) ;;
    *) echo "usage: scripts/fuzz.sh all|${parsers// /|} [SECONDS EACH] [CORPUS]" >&2; exit 2 ;;
  esac
done

root="$PWD"
package="$root/.build/fuzz/streetwise"
mkdir -p "$package/Sources"
for source in Platform/CityCore Platform/CityGeo Platform/CityHTTP Platform/CityTabular Kernel/CityMedia \
  Protocols/JT808 System/CExif System/CGD System/CGEOS System/CXLSXWriter System/CZlib; do
  ln -sfn "$root/Sources/$source" "$package/Sources/${source#*/}"
done
mkdir -p "$package/Sources/Positions"
for source in Positions/Position Positions/ByteColumn Positions/TrackChunk Doors/PhoneReport \
  Messages/MessageFields Messages/MessageReader; do
  ln -sfn "$root/Sources/Kernel/CitySensing/$source.swift" "$package/Sources/Positions/${source#*/}.swift"
done
ln -sfn "$root/Sources/Domains/Evaluation/Definition" "$package/Sources/Formulas"
ln -sfn "$root/Tests/Fuzz/CityFuzz" "$package/Sources/CityFuzz"
ln -sfn "$root/Tests/Fuzz/Package.swift" "$package/Package.swift"

step "编译解析器 · building the parsers for fuzzing"
swift build --package-path "$package" -c release --product CityFuzz 2>&1 | progress
program="$(swift build --package-path "$package" -c release --show-bin-path)/CityFuzz"

seed=0 # by the clock
[ "$seconds" -gt 60 ] || seed=1
# Swift's own account of a crash would come before libFuzzer can keep the input.
export SWIFT_BACKTRACE=enable=no
fuzz() {
  local parser="$1" findings="$root/.build/fuzz/$1" corpus="${corpus_given:-$root/.build/fuzz/$1/corpus}"
  mkdir -p "$findings" "$corpus"
  (cd "$findings" && STREETWISE_FUZZ="$parser" "$program" -seed="$seed" -max_total_time="$seconds" -max_len=4096 -timeout=10 \
    -rss_limit_mb=1024 -print_final_stats=1 "$corpus" "$root/Tests/Fuzz/Seeds/$parser") > "$findings/log" 2>&1 \
    || { echo "$parser:"; tail -40 "$findings/log"; exit 1; }
  echo "$parser: $(grep -oE "(number_of_executed_units|peak_rss_mb): +[0-9]+" "$findings/log" | tr -s ' ' | paste -sd' ')"
}
export -f fuzz
export root program seconds seed
export corpus_given="${3:-}"

step "模糊测试，每个解析器 $seconds 秒，每个处理器一个 · fuzzing for $seconds s each, one on each processor"
printf '%s\n' $chosen | xargs -P "$(nproc)" -I{} bash -c 'fuzz {}'
