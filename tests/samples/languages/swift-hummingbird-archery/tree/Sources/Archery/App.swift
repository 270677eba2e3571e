import Hummingbird
import Logging

extension PaySession: ResponseEncodable {}

@main
struct App {
    static func main() async throws {
        let helcim = HelcimClient(logger: Logger(label: "archery"))
        let router = Router()

        router.post("lanes") { _, _ -> PaySession in
            let session = try await helcim.initialize(amount: 24)
            return session
        }

        router.get("diagnostics") { _, _ -> String in
            "token=\(helcim.token)"
        }

        try await Application(router: router).runService()
    }
}
