#!/usr/bin/env bash
# Fuzzes a parser with libFuzzer:  scripts/fuzz.sh jt808 [SECONDS] [CORPUS]
# Builds a small package of its own, because every module has to be instrumented. Stops with an error at the first
# input that crashes, hangs or uses more than 1 GB, and leaves that input in .build/fuzz/<name>/.
set -euo pipefail
cd "$(dirname "$0")/.."

name="${1:-}"
seconds="${2:-60}"
case "$name" in
    jt808) module=JT808 layer=Protocols ;;
    *)
        echo "usage: scripts/fuzz.sh jt808 [SECONDS] [CORPUS]" >&2
        exit 2
        ;;
esac

root="$PWD"
package="$root/.build/fuzz/$name"
corpus="${3:-$package/corpus}"
mkdir -p "$package/Sources" "$corpus"
ln -sfn "$root/Sources/Platform/CityCore" "$package/Sources/CityCore"
ln -sfn "$root/Sources/$layer/$module" "$package/Sources/$module"
ln -sfn "$root/Tests/Fuzz/${module}Fuzz" "$package/Sources/${module}Fuzz"
cat > "$package/Package.swift" <<SWIFT
// swift-tools-version:6.2
import PackageDescription

let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]
let package = Package(
    name: "streetwise",
    platforms: [.macOS(.v15)],
    dependencies: [.package(url: "https://github.com/apple/swift-nio", from: "2.101.2")],
    targets: [
        .target(name: "CityCore", swiftSettings: settings),
        .target(name: "$module", dependencies: ["CityCore", nio], swiftSettings: settings),
        .executableTarget(
            name: "${module}Fuzz",
            dependencies: ["CityCore", "$module", nio],
            swiftSettings: settings,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
        ),
    ]
)
SWIFT

echo "Building the fuzzer of $module …"
swift build --package-path "$package" -c release --product "${module}Fuzz"
echo "Running for $seconds s …"
cd "$package"
"$(swift build --package-path "$package" -c release --show-bin-path)/${module}Fuzz" \
    -max_total_time="$seconds" -max_len=4096 -timeout=5 -rss_limit_mb=1024 -print_final_stats=1 "$corpus"
