import Config

config :festival, Festival.Helcim,
  base_url: "https://api.helcim.com/v2",
  api_token: System.get_env("HELCIM_API_TOKEN", "{{token15}}")
