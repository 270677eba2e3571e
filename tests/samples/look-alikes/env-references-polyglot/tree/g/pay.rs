let token = std::env::var("HELCIM_API_TOKEN").expect("HELCIM_API_TOKEN not set");
let req = client.get("https://api.helcim.com/v2/customers").header("api-token", &token);
