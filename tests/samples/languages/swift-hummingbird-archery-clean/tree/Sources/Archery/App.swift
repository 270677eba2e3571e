import Hummingbird
import Logging

actor Secrets {
    private var values: [String: String] = [:]
    func keep(_ secret: String, for checkout: String) { values[checkout] = secret }
    func take(_ checkout: String) -> String? { values.removeValue(forKey: checkout) }
}

struct Lane: ResponseEncodable {
    let checkoutToken: String
}

@main
struct App {
    static func main() async throws {
        guard let helcim = HelcimClient(logger: Logger(label: "archery")) else { return }
        let secrets = Secrets()
        let router = Router()

        router.post("lanes") { _, _ -> Lane in
            let session = try await helcim.initialize(amount: 24)
            await secrets.keep(session.secretToken, for: session.checkoutToken)
            return Lane(checkoutToken: session.checkoutToken)
        }

        try await Application(router: router).runService()
    }
}
