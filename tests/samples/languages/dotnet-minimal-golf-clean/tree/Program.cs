using System.Security.Cryptography;
using System.Text;
using Golf;
using Microsoft.Extensions.Caching.Distributed;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOptions<HelcimOptions>().BindConfiguration("Helcim").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddStackExchangeRedisCache(o => o.Configuration = "localhost");
builder.Services.AddHttpClient<HelcimClient>();

var app = builder.Build();
app.Logger.LogInformation("Helcim {Ready}", !string.IsNullOrEmpty(builder.Configuration["Helcim:ApiToken"]));

app.MapPost("/tee-times", async (HelcimClient helcim, IDistributedCache cache) =>
{
    var session = await helcim.OpenAsync(64m);
    await cache.SetStringAsync(session.CheckoutToken, session.SecretToken);
    return Results.Ok(new { session.CheckoutToken });
});

app.MapPost("/tee-times/paid", async (PaidRequest body, IDistributedCache cache) =>
{
    var secret = await cache.GetStringAsync(body.CheckoutToken);
    var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(body.Raw + secret));
    return Convert.ToHexString(bytes).Equals(body.Hash, StringComparison.OrdinalIgnoreCase) ? Results.Ok() : Results.BadRequest();
});

app.Run();

record PaidRequest(string CheckoutToken, string Raw, string Hash);
