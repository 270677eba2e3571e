import Foundation

@MainActor
final class PayModel: ObservableObject {
    @Published var checkoutToken = ""

    func start() async throws {
        let url = URL(string: "https://archery.example.com/lanes")!
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        let (data, _) = try await URLSession.shared.data(for: request)
        let session = try JSONDecoder().decode([String: String].self, from: data)
        UserDefaults.standard.set(session["secretToken"], forKey: "helcim.secret")
        checkoutToken = session["checkoutToken"] ?? ""
    }
}
