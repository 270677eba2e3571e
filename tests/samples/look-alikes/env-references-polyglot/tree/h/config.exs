config :shop, :helcim, api_token: System.fetch_env!("HELCIM_API_TOKEN"), verifier: System.get_env("HELCIM_VERIFIER")
