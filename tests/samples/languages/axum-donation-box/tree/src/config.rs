use std::env;

#[derive(Debug, Clone)]
pub struct Config {
    pub port: u16,
    pub helcim_api_token: String,
}

impl Config {
    pub fn from_env() -> Self {
        Config {
            port: 8080,
            helcim_api_token: env::var("HELCIM_API_TOKEN").unwrap_or_else(|_| "{{token8}}".to_string()),
        }
    }
}
