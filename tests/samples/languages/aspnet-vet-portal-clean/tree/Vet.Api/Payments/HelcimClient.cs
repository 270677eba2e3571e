using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace Vet.Api.Payments;

public record InitializeReply(string CheckoutToken, string SecretToken);

public class HelcimOptions
{
    public string ApiToken { get; set; } = "";
    public string BaseUrl { get; set; } = "https://api.helcim.com/v2/";
}

public class HelcimClient
{
    private readonly HttpClient _http;

    public HelcimClient(HttpClient http, IOptions<HelcimOptions> options, ILogger<HelcimClient> logger)
    {
        _http = http;
        _http.BaseAddress = new Uri(options.Value.BaseUrl);
        _http.DefaultRequestHeaders.Add("api-token", options.Value.ApiToken);
        logger.LogInformation("Helcim token ends in {Last4}", options.Value.ApiToken[^4..]);
    }

    public async Task<InitializeReply?> InitializeAsync(decimal amount)
    {
        var response = await _http.PostAsJsonAsync("helcim-pay/initialize", new { paymentType = "purchase", amount, currency = "CAD" });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<InitializeReply>();
    }
}
