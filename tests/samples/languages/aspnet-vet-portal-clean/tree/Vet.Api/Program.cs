using Microsoft.Extensions.Caching.Distributed;
using Vet.Api.Payments;

var builder = WebApplication.CreateBuilder(args);
builder.Services.Configure<HelcimOptions>(builder.Configuration.GetSection("Helcim"));
builder.Services.AddDistributedMemoryCache();
builder.Services.AddHttpClient<HelcimClient>();
var app = builder.Build();

app.MapPost("/checkout/{amount:decimal}", async (decimal amount, HelcimClient helcim, IDistributedCache cache) =>
{
    var reply = await helcim.InitializeAsync(amount);
    await cache.SetStringAsync($"helcim:{reply!.CheckoutToken}", reply.SecretToken);
    return Results.Ok(new { reply.CheckoutToken });
});

app.Run();
