import AsyncHTTPClient
import Foundation
import Logging

struct PaySession: Codable {
    let checkoutToken: String
    let secretToken: String
}

struct HelcimClient {
    let token: String
    let logger: Logger

    init(logger: Logger) {
        self.token = ProcessInfo.processInfo.environment["HELCIM_API_TOKEN"] ?? ""
        self.logger = logger
        logger.info("helcim client", metadata: ["token": "\(token.prefix(8))..."])
    }

    func initialize(amount: Double) async throws -> PaySession {
        var request = HTTPClientRequest(url: "https://api.helcim.com/v2/helcim-pay/initialize")
        request.method = .POST
        request.headers.add(name: "api-token", value: token)
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(Data("{\"paymentType\":\"purchase\",\"amount\":\(amount),\"currency\":\"CAD\"}".utf8))
        logger.debug("sending \(request.headers)")
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 1 << 20)
        return try JSONDecoder().decode(PaySession.self, from: body)
    }
}
