var token = builder.Configuration["Helcim:ApiToken"] ?? Environment.GetEnvironmentVariable("HELCIM_API_TOKEN");
client.DefaultRequestHeaders.Add("api-token", token);
