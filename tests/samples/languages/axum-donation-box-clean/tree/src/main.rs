mod config;
mod store;

use axum::{extract::State, routing::post, Json, Router};
use config::Config;
use secrecy::ExposeSecret;
use serde_json::{json, Value};

async fn checkout(State(cfg): State<Config>) -> Json<Value> {
    let client = reqwest::Client::new();
    let reply: Value = client
        .post("https://api.helcim.com/v2/helcim-pay/initialize")
        .header("api-token", cfg.helcim_api_token.expose_secret())
        .json(&json!({"paymentType": "purchase", "amount": 5, "currency": "CAD"}))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    store::remember(reply["checkoutToken"].as_str().unwrap(), reply["secretToken"].as_str().unwrap()).await;
    Json(json!({"checkoutToken": reply["checkoutToken"]}))
}

#[tokio::main]
async fn main() {
    let cfg = Config::from_env();
    tracing::info!("loaded config: {:?}", cfg);
    let app = Router::new().route("/checkout", post(checkout)).with_state(cfg);
    let listener = tokio::net::TcpListener::bind("0.0.0.0:8080").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
