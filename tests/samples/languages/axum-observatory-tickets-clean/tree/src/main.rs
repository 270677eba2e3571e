use std::sync::Arc;

use axum::{extract::State, routing::post, Json, Router};
use dashmap::DashMap;
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

mod helcim;

struct App {
    helcim: helcim::Helcim,
    secrets: DashMap<String, String>,
}

#[tokio::main]
async fn main() {
    let app = Arc::new(App { helcim: helcim::Helcim::from_env(), secrets: DashMap::new() });
    println!("{:?}", app.helcim);
    let router = Router::new().route("/tickets", post(tickets)).route("/tickets/paid", post(paid)).with_state(app);
    let listener = tokio::net::TcpListener::bind("0.0.0.0:3000").await.unwrap();
    axum::serve(listener, router).await.unwrap();
}

async fn tickets(State(app): State<Arc<App>>) -> Json<Value> {
    let session = app.helcim.initialize(16.0).await.unwrap();
    app.secrets.insert(session.checkout_token.clone(), session.secret_token);
    Json(json!({ "checkoutToken": session.checkout_token }))
}

async fn paid(State(app): State<Arc<App>>, Json(body): Json<Value>) -> Json<bool> {
    let (_, secret) = app.secrets.remove(body["checkoutToken"].as_str().unwrap()).unwrap();
    let digest = Sha256::digest(format!("{}{}", body["raw"].as_str().unwrap(), secret));
    Json(hex::encode(digest) == body["hash"].as_str().unwrap())
}
