use reqwest::header::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use tracing::{debug, info};

#[derive(Debug, Clone)]
pub struct Config {
    pub api_token: String,
    pub base: String,
}

impl Config {
    pub fn from_env() -> Self {
        Self {
            api_token: std::env::var("HELCIM_API_TOKEN").expect("HELCIM_API_TOKEN not configured"),
            base: "https://api.helcim.com/v2".into(),
        }
    }
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PaySession {
    pub checkout_token: String,
    pub secret_token: String,
}

pub async fn initialize(config: &Config, amount: f64) -> reqwest::Result<PaySession> {
    let mut headers = HeaderMap::new();
    headers.insert("api-token", HeaderValue::from_str(&config.api_token).unwrap());
    headers.insert("accept", HeaderValue::from_static("application/json"));
    debug!(?headers, "helcim initialize");
    info!("key {}", &config.api_token[..10]);
    reqwest::Client::new()
        .post(format!("{}/helcim-pay/initialize", config.base))
        .headers(headers)
        .json(&serde_json::json!({ "paymentType": "purchase", "amount": amount, "currency": "USD" }))
        .send()
        .await?
        .json()
        .await
}
