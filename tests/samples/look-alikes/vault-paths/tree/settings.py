HELCIM = {"API_TOKEN": env("HELCIM_API_TOKEN"), "TOKEN_NAME": "helcim-prod-token", "TOKEN_URL": "https://api.helcim.com/v2/connection-test"}
