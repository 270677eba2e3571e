use std::sync::Arc;

use axum::{extract::State, http::StatusCode, routing::{get, post}, Json, Router};
use helcim::{Config, PaySession};
use serde_json::{json, Value};
use tracing::info;

mod pages;
mod verify;

#[tokio::main]
async fn main() {
    tracing_subscriber::fmt::init();
    let config = Arc::new(Config::from_env());
    info!("starting with {:?}", config);
    let app = Router::new()
        .route("/", get(pages::index))
        .route("/tickets", post(tickets))
        .route("/tickets/paid", post(verify::paid))
        .route("/status", get(status))
        .with_state(config);
    let listener = tokio::net::TcpListener::bind("0.0.0.0:3000").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}

async fn tickets(State(config): State<Arc<Config>>) -> Result<Json<PaySession>, StatusCode> {
    let session = helcim::initialize(&config, 16.0).await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    Ok(Json(session))
}

async fn status(State(config): State<Arc<Config>>) -> Json<Value> {
    Json(json!({ "base": config.base, "token": config.api_token }))
}
