use secrecy::SecretString;
use std::env;

#[derive(Debug, Clone)]
pub struct Config {
    pub port: u16,
    pub helcim_api_token: SecretString,
}

impl Config {
    pub fn from_env() -> Self {
        let token = env::var("HELCIM_API_TOKEN").expect("HELCIM_API_TOKEN must be set");
        Config { port: 8080, helcim_api_token: SecretString::from(token) }
    }
}
