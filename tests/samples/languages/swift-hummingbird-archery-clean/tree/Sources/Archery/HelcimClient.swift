import AsyncHTTPClient
import Foundation
import Logging

struct PaySession: Decodable {
    let checkoutToken: String
    let secretToken: String
}

struct HelcimClient {
    private let token: String
    private let logger: Logger

    init?(logger: Logger) {
        guard let token = ProcessInfo.processInfo.environment["HELCIM_API_TOKEN"] else {
            logger.error("HELCIM_API_TOKEN not configured")
            return nil
        }
        self.token = token
        self.logger = logger
        logger.info("helcim client", metadata: ["token": "****\(token.suffix(4))", "length": "\(token.count)"])
    }

    func initialize(amount: Double) async throws -> PaySession {
        var request = HTTPClientRequest(url: "https://api.helcim.com/v2/helcim-pay/initialize")
        request.method = .POST
        request.headers.add(name: "api-token", value: token)
        request.body = .bytes(Data("{\"paymentType\":\"purchase\",\"amount\":\(amount),\"currency\":\"CAD\"}".utf8))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        logger.info("helcim \(response.status) \(response.headers)")
        return try JSONDecoder().decode(PaySession.self, from: try await response.body.collect(upTo: 1 << 20))
    }
}
