use std::sync::Arc;

use axum::{extract::State, response::Html};
use helcim::Config;

pub async fn index(State(config): State<Arc<Config>>) -> Html<String> {
    Html(format!("<h1>Observatory</h1><div id=pay data-key=\"{}\"></div>", config.api_token))
}
