use axum::Json;
use serde::Deserialize;
use sha2::{Digest, Sha256};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paid {
    raw: String,
    secret_token: String,
    hash: String,
}

pub async fn paid(Json(body): Json<Paid>) -> Json<bool> {
    let digest = Sha256::digest(format!("{}{}", body.raw, body.secret_token));
    Json(hex::encode(digest) == body.hash)
}
