// swift-tools-version:5.10
import PackageDescription

let package = Package(
    name: "archery",
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.0.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.23.0"),
    ],
    targets: [.executableTarget(name: "Archery")]
)
