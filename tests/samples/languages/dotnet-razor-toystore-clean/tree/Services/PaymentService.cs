using System.Net.Http.Json;
using System.Text.Json;
using Serilog;

namespace Toys.Web.Services
{
    public class PaymentService
    {
        private readonly IConfiguration _configuration;
        private readonly IHttpClientFactory _factory;

        public PaymentService(IConfiguration configuration, IHttpClientFactory factory)
        {
            _configuration = configuration;
            _factory = factory;
        }

        public bool Ready => !string.IsNullOrWhiteSpace(_configuration["Payments:HelcimApiToken"]);

        public async Task<JsonElement> Initialize(decimal total)
        {
            var client = _factory.CreateClient();
            client.DefaultRequestHeaders.Add("api-token", _configuration["Payments:HelcimApiToken"]);
            var response = await client.PostAsJsonAsync("https://api.helcim.com/v2/helcim-pay/initialize", new { paymentType = "purchase", amount = total, currency = "USD" });
            Log.Information("Helcim answered {Status} {Headers}", (int)response.StatusCode, response.Headers);
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }
}
