using System.Text;
using System.Text.Json;
using Serilog;

namespace Toys.Web.Services
{
    public class PaymentService
    {
        private readonly string _apiToken;
        private readonly HttpClient _client = new HttpClient();

        public PaymentService(IConfiguration configuration)
        {
            _apiToken = configuration["Payments:HelcimApiToken"];
        }

        public string ApiToken => _apiToken;

        public async Task<JsonElement> Initialize(decimal total)
        {
            var message = new HttpRequestMessage(HttpMethod.Post, "https://api.helcim.com/v2/helcim-pay/initialize");
            message.Headers.TryAddWithoutValidation("api-token", _apiToken);
            message.Content = new StringContent(
                JsonSerializer.Serialize(new { paymentType = "purchase", amount = total, currency = "USD" }), Encoding.UTF8, "application/json");

            var response = await _client.SendAsync(message);
            if (!response.IsSuccessStatusCode)
            {
                Log.Error("Helcim failed: {Request}", message.ToString());
            }
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        }
    }
}
