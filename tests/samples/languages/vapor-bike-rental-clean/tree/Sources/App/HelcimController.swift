import Vapor

struct HelcimController: RouteCollection {
    let token: String

    init() throws {
        guard let token = Environment.get("HELCIM_API_TOKEN") else {
            throw Abort(.internalServerError, reason: "HELCIM_API_TOKEN is not configured")
        }
        self.token = token
    }

    func boot(routes: RoutesBuilder) throws {
        routes.get("helcim", "status", use: status)
    }

    func status(req: Request) async throws -> HTTPStatus {
        req.logger.info("Helcim token ending \(token.suffix(4))")
        let response = try await req.client.get("https://api.helcim.com/v2/connection-test") { out in
            out.headers.add(name: "api-token", value: token)
        }
        return response.status
    }
}
