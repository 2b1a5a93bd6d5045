// swift-tools-version:6.2
import PackageDescription

// The parsers alone, instrumented. `scripts/fuzz.sh` puts the folders of their modules beside this file.

let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]

/// A module with the files that parse; the others want a server around them.
func module(_ name: String, _ dependencies: [Target.Dependency], only sources: [String]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, sources: sources, swiftSettings: settings)
}

let package = Package(
    name: "streetwise",
    platforms: [.macOS(.v15)],
    dependencies: [.package(url: "https://github.com/apple/swift-nio", from: "2.101.2")],
    targets: [
        .systemLibrary(name: "CExif"), .systemLibrary(name: "CGD"), .systemLibrary(name: "CGEOS"),
        .systemLibrary(name: "CXLSXWriter"), .systemLibrary(name: "CZlib"),
        module("CityCore", []),
        module("CityGeo", ["CityCore", "CGEOS"]),
        module("CityTabular", ["CityCore", "CXLSXWriter", "CZlib"]),
        module(
            "Formulas",
            ["CityCore"],
            only: ["CompiledFormula.swift", "Formula.swift", "FormulaParser.swift"]
        ),
        module("JT808", ["CityCore", nio]),
        module("Positions", ["CityCore", "CityGeo"]),
        module(
            "CityHTTP",
            ["CityCore"],
            only: [
                "FractionFinder.swift", "JSONSchema.swift", "NoBody.swift", "RequestJSON.swift", "SchemaRecorder.swift",
            ]
        ),
        module(
            "CityMedia",
            ["CityCore", "CExif", "CGD"],
            only: [
                "ByteView.swift", "CityError+Media.swift", "EBMLHeader.swift", "ExifBlock.swift", "ImageHeader.swift",
                "ImageOutline.swift", "JPEGSegments.swift", "MediaKind.swift", "MediaKind+Sniffing.swift",
                "MediaLimits.swift", "Photo.swift", "PhotoMetadata.swift", "PhotoOrientation.swift",
                "RasterImage.swift",
            ]
        ),
        .executableTarget(
            name: "CityFuzz",
            dependencies: [
                "CityCore", "CityGeo", "CityHTTP", "CityMedia", "CityTabular", "Formulas", "JT808", "Positions", nio,
            ],
            swiftSettings: settings,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
        ),
    ]
)
