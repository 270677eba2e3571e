use std::fmt;

use reqwest::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

pub struct Helcim {
    token: SecretString,
}

impl fmt::Debug for Helcim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Helcim").field("token", &"****").finish()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaySession {
    pub checkout_token: String,
    pub secret_token: String,
}

impl Helcim {
    pub fn from_env() -> Self {
        let token = std::env::var("HELCIM_API_TOKEN").unwrap_or_default();
        tracing::info!(length = token.len(), present = !token.is_empty(), "helcim token");
        Self { token: token.into() }
    }

    pub async fn initialize(&self, amount: f64) -> reqwest::Result<PaySession> {
        let response = reqwest::Client::new()
            .post("https://api.helcim.com/v2/helcim-pay/initialize")
            .header("api-token", self.token.expose_secret())
            .json(&serde_json::json!({ "paymentType": "purchase", "amount": amount, "currency": "USD" }))
            .send()
            .await?;
        tracing::info!(status = %response.status(), headers = ?response.headers(), "helcim initialize");
        debug_assert_ne!(response.status(), StatusCode::UNAUTHORIZED);
        response.json().await
    }
}
