using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace Golf;

public record PaySession(string CheckoutToken, string SecretToken);

public class HeaderLogger(ILogger<HeaderLogger> logger) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        logger.LogDebug("Sending {Method} {Uri} with {Headers}", request.Method, request.RequestUri, request.Headers);
        return base.SendAsync(request, ct);
    }
}

public class HelcimClient
{
    private readonly HttpClient _http;

    public HelcimClient(HttpClient http, IOptions<HelcimOptions> options, ILogger<HelcimClient> logger)
    {
        var token = options.Value.ApiToken;
        logger.LogInformation("Helcim token {Token}", $"{token[..6]}...{token[^4..]}");
        _http = http;
        _http.BaseAddress = new Uri(options.Value.BaseUrl);
        _http.DefaultRequestHeaders.Add("api-token", token);
    }

    public async Task<PaySession> OpenAsync(decimal amount)
    {
        var response = await _http.PostAsJsonAsync("helcim-pay/initialize", new { paymentType = "purchase", amount, currency = "CAD" });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<PaySession>())!;
    }
}
