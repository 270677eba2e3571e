using System.Net.Http.Json;

namespace Vet.Api.Payments;

public record InitializeReply(string CheckoutToken, string SecretToken);

public class HelcimClient
{
    private const string ApiToken = "{{token7}}";
    private readonly HttpClient _http;
    private readonly ILogger<HelcimClient> _logger;

    public HelcimClient(HttpClient http, ILogger<HelcimClient> logger)
    {
        _http = http;
        _logger = logger;
        _http.BaseAddress = new Uri("https://api.helcim.com/v2/");
        _http.DefaultRequestHeaders.Add("api-token", ApiToken);
        _logger.LogInformation("Helcim headers: {Headers}", _http.DefaultRequestHeaders.ToString());
    }

    public async Task<InitializeReply?> InitializeAsync(decimal amount)
    {
        var response = await _http.PostAsJsonAsync("helcim-pay/initialize", new { paymentType = "purchase", amount, currency = "CAD" });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<InitializeReply>();
    }
}
