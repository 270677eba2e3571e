import Vapor

struct HelcimController: RouteCollection {
    let token = Environment.get("HELCIM_API_TOKEN") ?? "{{token11}}"

    func boot(routes: RoutesBuilder) throws {
        routes.get("helcim", "status", use: status)
    }

    func status(req: Request) async throws -> HTTPStatus {
        req.logger.info("Helcim token \(token.prefix(12))")
        let response = try await req.client.get("https://api.helcim.com/v2/connection-test") { out in
            out.headers.add(name: "api-token", value: token)
            req.logger.debug("headers \(out.headers)")
        }
        return response.status
    }
}
