using Vet.Api.Payments;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<HelcimClient>()
    .ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
var app = builder.Build();

app.MapPost("/checkout/{amount:decimal}", async (decimal amount, HelcimClient helcim) =>
{
    var reply = await helcim.InitializeAsync(amount);
    return Results.Ok(new { reply!.CheckoutToken, reply.SecretToken });
});

app.Run();
