// swift-tools-version:6.2
import PackageDescription

// One section per layer, arrows point down only (docs/architecture.md). The build refuses an import that is not
// declared here: `swift build --explicit-target-dependency-import-check error`.

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")

/// A library target in a layer's folder, with its test target beside it under `Tests/`.
func layer(
    _ folder: String,
    _ name: String,
    _ dependencies: [Target.Dependency],
    resources: [Resource] = [],
    exclude: [String] = [],
    tests testDependencies: [Target.Dependency]? = nil
) -> [Target] {
    let library: Target = .target(
        name: name,
        dependencies: dependencies,
        path: "Sources/\(folder)/\(name)",
        exclude: exclude,
        resources: resources
    )
    guard let testDependencies else { return [library] }
    let tests: Target = .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name)] + testDependencies,
        path: "Tests/\(name)Tests"
    )
    return [library, tests]
}

func system(_ name: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/System/\(name)", providers: [.apt([apt])])
}

let systems: [Target] = [
    system("CGEOS", apt: "libgeos-dev"),
    system("CGD", apt: "libgd-dev"),
    system("CExif", apt: "libexif-dev"),
    system("CXLSXWriter", apt: "libxlsxwriter-dev"),
    system("COpenSSL", apt: "libssl-dev"),
    system("CZlib", apt: "zlib1g-dev"),
    system("CPQ", apt: "libpq-dev"),
    system("CNATS", apt: "libnats-dev"),
    system("CAllocator", apt: "libc6-dev"),
]

let platform: [Target] = [
    layer("Platform", "CityCore", [], tests: []),
    layer("Platform", "CityCrypto", ["CityCore", "COpenSSL"], tests: ["CityCore"]),
    layer("Platform", "CityGeo", ["CityCore", "CGEOS"], tests: ["CityCore"]),
    layer("Platform", "CityPrint", ["CityCore"], tests: ["CityCore"]),
    layer("Platform", "CityTabular", ["CityCore", "CZlib", "CXLSXWriter"], tests: ["CityCore"]),
    layer("Platform", "CitySQL", ["CityCore"], tests: ["CityCore", "CityTestSupport", "CitySQLite"]),
    layer("Platform", "CitySQLite", ["CityCore", "CitySQL", .product(name: "GRDB", package: "GRDB.swift")]),
    layer(
        "Platform",
        "CityPostgres",
        ["CityCore", "CitySQL", "CPQ"],
        tests: ["CityCore", "CitySQL", "CityTestSupport"]
    ),
    layer(
        "Platform",
        "CityEvents",
        ["CityCore", "CitySQL", lifecycle, logging],
        tests: ["CityCore", "CitySQL", "CityTestSupport", logging]
    ),
    layer(
        "Platform",
        "CityNATS",
        ["CityCore", "CityEvents", "CitySQL", "CNATS", lifecycle, logging],
        tests: ["CityCore", "CityEvents", "CitySQL", "CityTestSupport", logging]
    ),
    layer(
        "Platform",
        "CityJobs",
        ["CityCore", lifecycle, logging],
        tests: ["CityCore", logging]
    ),
    layer(
        "Platform",
        "CityHTTP",
        [
            "CityCore", "CityCrypto", "CitySQL", "CZlib", hummingbird, httpTypes, logging, nio, nioHTTPTypes,
        ],
        tests: [
            "CityCore", "CitySQL", "CitySQLite", "CityTestSupport", httpTypes, nio, nioHTTPTypes,
            .product(name: "NIOEmbedded", package: "swift-nio"),
        ]
    ),
    layer(
        "Platform",
        "CityClient",
        [
            "CityCore", nio, .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
        ]
    ),
    layer("Platform", "CityModules", ["CityEvents", "CityHTTP", "CityJobs", "CitySQL"]),
].flatMap(\.self)

let kernel: [Target] = [
    layer("Kernel", "CityContracts", ["CityCore", "CityEvents"]),
    layer(
        "Kernel",
        "CityWorkflow",
        ["CityCore"],
        resources: [.process("Resources")],
        tests: ["CityCore"]
    ),
    layer(
        "Kernel",
        "CityAccess",
        ["CityCore", "CityCrypto", "CityHTTP", "CityModules", "CitySQL", httpTypes],
        tests: ["CityCore", "CityCrypto", "CityHTTP", "CitySQL", "CitySQLite", "CityTestSupport", httpTypes]
    ),
    layer(
        "Kernel",
        "CityMedia",
        ["CityCore", "CityCrypto", "CityHTTP", "CityModules", "CitySQL", "CGD", "CExif", httpTypes],
        tests: ["CityCore", "CityCrypto", "CityHTTP", "CitySQL", "CitySQLite", "CityTestSupport", "CGD", httpTypes]
    ),
    layer(
        "Kernel",
        "CityRegistry",
        [
            "CityCore", "CityContracts", "CityEvents", "CityGeo", "CityHTTP", "CityModules", "CitySQL", "CityTabular",
            "CityWorkflow", httpTypes,
        ],
        resources: [.process("Resources")],
        tests: [
            "CityCore", "CityContracts", "CityEvents", "CityGeo", "CityHTTP", "CitySQL", "CitySQLite", "CityTabular",
            "CityTestSupport", "CityWorkflow", httpTypes,
        ]
    ),
    layer(
        "Kernel",
        "CitySensing",
        [
            "CityContracts", "CityCore", "CityCrypto", "CityEvents", "CityGeo", "CityHTTP", "CityJobs", "CityModules",
            "CityRegistry", "CitySQL", "CityWorkflow", httpTypes, lifecycle, logging,
        ],
        exclude: ["CitySensing.md"],
        tests: ["CityCore", "CityGeo", "CitySQL", "CityTestSupport", logging]
    ),
].flatMap(\.self)

let protocols: [Target] = [
    layer("Protocols", "JT808", ["CityCore", nio], tests: ["CityCore", nio])
].flatMap(\.self)

let domains: [Target] = [
    layer(
        "Domains",
        "Terminals",
        [
            "CityContracts", "CityCore", "CityCrypto", "CityEvents", "CityHTTP", "CityModules", "CitySensing",
            "CitySQL", "JT808",
            httpTypes, lifecycle, logging, nio, .product(name: "NIOPosix", package: "swift-nio"),
        ],
        exclude: ["Terminals.md"]
    ),
    layer(
        "Domains",
        "Command",
        [
            "CityContracts", "CityCore", "CityEvents", "CityGeo", "CityHTTP", "CityJobs", "CityModules", "CityPrint",
            "CityRegistry", "CitySQL", "CitySensing", "CityWorkflow", httpTypes,
        ],
        exclude: ["Command.md"],
        tests: ["CityCore", "CityGeo", "CityRegistry", "CitySQL", "CitySensing", "CityTestSupport"]
    ),
    layer(
        "Domains",
        "Attendance",
        [
            "CityCore", "CityGeo", "CityHTTP", "CityJobs", "CityModules", "CityRegistry", "CitySQL", "CityWorkflow",
            httpTypes,
        ],
        exclude: ["Attendance.md"]
    ),
    layer(
        "Domains",
        "Evaluation",
        [
            "CityContracts", "CityCore", "CityEvents", "CityHTTP", "CityJobs", "CityModules", "CityPrint",
            "CityRegistry", "CitySQL", "CityTabular", "CityWorkflow", httpTypes,
        ],
        resources: [.process("Resources")],
        exclude: ["Evaluation.md"],
        tests: [
            "CityContracts", "CityCore", "CityHTTP", "CityRegistry", "CitySQL", "CityTestSupport",
        ]
    ),
    layer(
        "Domains",
        "MarketCollection",
        [
            "CityCore", "CityCrypto", "CityGeo", "CityHTTP", "CityJobs", "CityModules", "CityRegistry", "CitySQL",
            "CityTabular", "CityWorkflow", httpTypes,
        ],
        exclude: ["MarketCollection.md"],
        tests: ["CityCore", "CityGeo", "CityRegistry", "CityTestSupport"]
    ),
    layer(
        "Domains",
        "CaseManagement",
        [
            "CityAccess", "CityCore", "CityContracts", "CityCrypto", "CityEvents", "CityGeo", "CityHTTP", "CityJobs",
            "CityMedia", "CityModules", "CityRegistry", "CitySQL", "CityTabular", "CityWorkflow",
        ],
        resources: [.process("Resources")],
        tests: [
            "CityAccess", "CityCore", "CityContracts", "CityEvents", "CityGeo", "CityHTTP", "CityMedia", "CityRegistry",
            "CitySQL", "CityTabular", "CityWorkflow", "CityTestSupport",
        ]
    ),
].flatMap(\.self)

let product: [Target] = [
    layer(
        "Product",
        "CityServer",
        [
            "Attendance", "CaseManagement", "CityAccess", "CityContracts", "CityCore", "CityCrypto", "CityEvents",
            "CityGeo", "CityHTTP", "CityJobs", "CityMedia", "CityModules", "CityNATS", "CityPostgres", "CityRegistry",
            "CitySQL", "CitySQLite", "CitySensing", "CityTabular", "CityWorkflow", "Command", "Evaluation", "JT808",
            "MarketCollection",
            "Terminals", hummingbird, lifecycle, logging, nio,
            .product(name: "Configuration", package: "swift-configuration"),
            httpTypes,
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        ],
        resources: [.process("Resources")],
        tests: [
            "CityAccess", "CityCore", "CityGeo", "CityHTTP", "CityNATS", "CitySQL", "CitySQLite", "CityTestSupport",
            httpTypes, logging,
        ]
    ),
    layer(
        "Product",
        "DemoCity",
        [
            "CaseManagement", "CGD", "CityAccess", "CityClient", "CityContracts", "CityCore", "CityGeo", "CityHTTP",
            "CityMedia", "CityRegistry", "CitySensing", "CityServer", "CitySQL", "CityWorkflow", "Command",
            "Evaluation",
            "JT808", "MarketCollection", nio, .product(name: "NIOPosix", package: "swift-nio"),
        ],
        resources: [.process("Resources")],
        tests: [
            "CaseManagement", "CityAccess", "CityClient", "CityContracts", "CityCore", "CityCrypto", "CityEvents",
            "CityGeo",
            "CityHTTP", "CityJobs", "CityMedia", "CityModules", "CityPostgres", "CityRegistry", "CitySensing",
            "CityServer",
            "CitySQL",
            "CitySQLite", "CityTestSupport", "CityWorkflow", "Command", "Evaluation", "JT808", "MarketCollection",
            "Terminals", httpTypes, nio, .product(name: "NIOPosix", package: "swift-nio"),
        ]
    ),
    [
        .executableTarget(
            name: "streetwise",
            dependencies: [
                "CAllocator", "CaseManagement", "CityAccess", "CityClient", "CityCore", "CityGeo", "CityHTTP",
                "CityContracts", "CityMedia", "CityNATS",
                "CityRegistry", "CitySensing", "CityServer", "CitySQL", "CitySQLite", "CityTabular", "CityWorkflow",
                "Command", "DemoCity", "Evaluation", "JT808", "MarketCollection", "Terminals",
                logging, nio,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Product/streetwise"
        ),
        .target(
            name: "CityTestSupport",
            dependencies: [
                "CityCore", "CityPostgres", "CitySQL", "CitySQLite", "CityHTTP", hummingbird, httpTypes, logging, nio,
            ],
            path: "Tests/CityTestSupport"
        ),
    ],
].flatMap(\.self)

let package = Package(
    name: "streetwise",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.34.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: systems + platform + protocols + kernel + domains + product
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .treatAllWarnings(as: .error),
    ]
}
