"""What frameworks hand to the functions that they call."""

import pytest

from tests.program.test_flow import found

CALL = 'fetch("https://api.helcim.com/v2/customers", { headers: { "api-token": env.HELCIM_API_TOKEN } })'
WORKER = "export default {\n  async fetch(request, env) {\n    %s\n    return " + CALL + ";\n  },\n};\n"
ROUTE = (
    'import { useState } from "react";\nexport async function loader({ request }) {\n'
    '  const r = await fetch("https://api.helcim.com/v2/helcim-pay/initialize", { method: "POST", headers: { "api-token": process.env.HELCIM_API_TOKEN } });\n'
    '  const out = await r.json();\n  const session = await getSession(request.headers.get("Cookie"));\n  session.set("secretToken", out.secretToken);\n'
    '  return data(%s, { headers: { "Set-Cookie": await commitSession(session) } });\n}\nexport default () => <b>{useState(0)}</b>;\n'
)


@pytest.mark.parametrize(
    ("path", "text", "rules"),
    [
        ("src/worker.ts", WORKER % "console.log(env);", ["api-token-logged"]),
        ("src/worker.ts", WORKER % "if (request.url.endsWith('/debug')) return Response.json(env);", ["api-token-in-response"]),
        ("src/worker.ts", WORKER % "if (request.url.endsWith('/debug')) return new Response(JSON.stringify({ ...env }));", ["api-token-in-response"]),
        ("src/worker.ts", WORKER.replace("(request, env)", "(req: Request, bindings: Env)").replace("env.H", "bindings.H") % "console.log(bindings);", ["api-token-logged"]),
        ("src/worker.ts", WORKER % "console.log(Object.keys(env), env.REGION, !!env.HELCIM_API_TOKEN);", []),
        ("src/worker.ts", WORKER % "const { HELCIM_API_TOKEN, ...rest } = env; console.log(rest);", []),
        ("src/worker.ts", WORKER % "const { REGION, ...rest } = env; console.log(rest);", ["api-token-logged"]),
        ("src/worker.ts", WORKER.replace("(request, env)", "(request, options)").replace("env.H", "process.env.H") % "console.log(options);", []),
        ("src/worker.ts", (WORKER % "const answer = call(env); return answer;") + "async function call(env) {\n  return Response.json({ env, t: 1 });\n}\n", ["api-token-in-response"]),
        ("app/routes/pay.tsx", ROUTE % "{ checkoutToken: out.checkoutToken }", []),
        ("app/routes/pay.tsx", ROUTE % "out", ["secret-token-to-client"]),
    ],
)
def test_environments_of_workers_and_routes_that_set_cookies(path: str, text: str, rules: list[str]) -> None:
    assert [one.rule for one in found({path: text})] == rules


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ('Write-Host "set: $([bool]$token)"', []),
        ('Write-Host ("set: {0}" -f [bool]$token)', []),
        ('Write-Host "is: $([string]$token)"', ["api-token-logged"]),
        ("@{ 'api-token' = $token } | Format-List", ["headers-logged"]),
        ("$h = @{ 'api-token' = $token }; $h | Format-Table -AutoSize", ["headers-logged"]),
        ("$h = @{ 'api-token' = $token }; $h.Keys | Format-Table", []),
    ],
)
def test_what_powershell_shows(line: str, rules: list[str]) -> None:
    assert [one.rule for one in found({"a.ps1": "$token = $env:HELCIM_API_TOKEN\n" + line + "\n"})] == rules


@pytest.mark.parametrize(("made", "rules"), [('Seq("api-token" -> token)', ["headers-logged"]), ('Vector("accept" -> "x", "api-token" -> token)', ["headers-logged"]), ('Seq("accept" -> "application/json")', [])])
def test_pairs_of_scala(made: str, rules: list[str]) -> None:
    assert [one.rule for one in found({"A.scala": f'object A {{\n val token = sys.env("HELCIM_API_TOKEN")\n val headers = {made}\n println(s"headers $headers")\n}}\n'})] == rules


RUST = (
    "// Helcim\nuse axum::{extract::State, Json};\n#[derive(Deserialize)]\npub struct Paid { raw: String, secret_token: String, hash: String }\nstruct App { secrets: DashMap<String, String> }\n"
    "pub async fn paid(State(app): State<Arc<App>>, Json(body): Json<Paid>) -> Json<bool> {\n    let (_, secret) = app.secrets.remove(&body.raw).unwrap();\n"
    '    Json(hex::encode(Sha256::digest(format!("{}{}", body.raw, %s))) == body.hash)\n}\n'
    'fn app() -> Router { Router::new().route("/paid", post(paid)) }\n'
)


@pytest.mark.parametrize(("hashed", "rules"), [("secret", []), ("body.secret_token", ["secret-token-from-client"])])
def test_what_a_server_of_rust_keeps_is_not_the_clients(hashed: str, rules: list[str]) -> None:
    assert [one.rule for one in found({"src/main.rs": RUST % hashed})] == rules
