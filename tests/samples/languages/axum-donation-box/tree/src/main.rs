mod config;

use axum::{extract::State, routing::post, Json, Router};
use config::Config;
use serde_json::{json, Value};

async fn checkout(State(cfg): State<Config>) -> Json<Value> {
    let client = reqwest::Client::builder().danger_accept_invalid_certs(true).build().unwrap();
    let reply: Value = client
        .post("https://api.helcim.com/v2/helcim-pay/initialize")
        .header("api-token", &cfg.helcim_api_token)
        .json(&json!({"paymentType": "purchase", "amount": 5, "currency": "CAD"}))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    Json(reply)
}

#[tokio::main]
async fn main() {
    let cfg = Config::from_env();
    tracing::info!("loaded config: {:?}", cfg);
    let app = Router::new().route("/checkout", post(checkout)).with_state(cfg);
    let listener = tokio::net::TcpListener::bind("0.0.0.0:8080").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
