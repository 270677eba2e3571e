import Foundation

enum Secrets {
    static let helcimLegacyApiToken = "{{legacy16}}"
    static let analyticsKey = "UA-000000-1"
}
