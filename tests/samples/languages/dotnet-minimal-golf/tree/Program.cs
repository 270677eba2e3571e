using System.Security.Cryptography;
using System.Text;
using Golf;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.Services.Configure<HelcimOptions>(builder.Configuration.GetSection(HelcimOptions.Section));
builder.Services.AddTransient<HeaderLogger>();
builder.Services.AddHttpClient<HelcimClient>().AddHttpMessageHandler<HeaderLogger>();

var app = builder.Build();
var options = app.Services.GetRequiredService<IOptions<HelcimOptions>>().Value;
app.Logger.LogInformation("Booting with {@Options}", options);

app.MapPost("/tee-times", async (HelcimClient helcim) =>
{
    var session = await helcim.OpenAsync(64m);
    return Results.Ok(session);
});

app.MapPost("/tee-times/paid", (PaidRequest body) =>
{
    var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(body.Raw + body.SecretToken));
    return Convert.ToHexString(bytes).Equals(body.Hash, StringComparison.OrdinalIgnoreCase) ? Results.Ok() : Results.BadRequest();
});

app.MapGet("/ops/settings", () => new { options.BaseUrl, Helcim = options.ApiToken });

app.Run();

record PaidRequest(string Raw, string SecretToken, string Hash);
