import Foundation

@MainActor
final class PayModel: ObservableObject {
    @Published var checkoutToken = ""

    func start() async throws {
        var request = URLRequest(url: URL(string: "https://archery.example.com/lanes")!)
        request.httpMethod = "POST"
        let (data, _) = try await URLSession.shared.data(for: request)
        checkoutToken = try JSONDecoder().decode([String: String].self, from: data)["checkoutToken"] ?? ""
        UserDefaults.standard.set(checkoutToken, forKey: "helcim.checkout")
    }
}
