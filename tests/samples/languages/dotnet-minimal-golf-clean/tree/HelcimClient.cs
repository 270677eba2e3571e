using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace Golf;

public record PaySession(string CheckoutToken, string SecretToken);

public class HelcimClient(HttpClient http, IOptions<HelcimOptions> options, ILogger<HelcimClient> logger)
{
    public async Task<PaySession> OpenAsync(decimal amount)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.helcim.com/v2/helcim-pay/initialize");
        request.Headers.Add("api-token", options.Value.ApiToken);
        request.Content = JsonContent.Create(new { paymentType = "purchase", amount, currency = "CAD" });
        var response = await http.SendAsync(request);
        logger.LogInformation("Helcim {Status}, token {Length} characters", response.StatusCode, options.Value.ApiToken.Length);
        return (await response.Content.ReadFromJsonAsync<PaySession>())!;
    }
}
