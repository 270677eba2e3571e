"""What Helcim answers when it refuses holds no secretToken: error branches may pass it on, in every language."""

import pytest

from tests.program.test_flow import found

URL = "https://api.helcim.com/v2/helcim-pay/initialize"
JAVA = (
    '@RestController\nclass A {\n  @Value("${helcim.api-token}") String token;\n  @PostMapping("/init") ResponseEntity<?> init() {\n'
    f'    HttpHeaders headers = new HttpHeaders(); headers.set("api-token", token);\n    ResponseEntity<Map> r = rest.postForEntity("{URL}", new HttpEntity<>(headers), Map.class);\n'
    "    if (%s) { return ResponseEntity.status(502).body(r.getBody()); }\n    return null;\n  }\n}\n"
)
KOTLIN = f'fun Route.pay(client: HttpClient) {{\n  post("/init") {{\n    val r = client.post("{URL}") {{ header("api-token", System.getenv("HELCIM_API_TOKEN")) }}\n    if (%s) {{ call.respondText(r.bodyAsText()) }}\n  }}\n}}\n'
CSHARP = (
    "[ApiController] public class PayController : ControllerBase {\n  [HttpPost] public async Task<IActionResult> Init() {\n"
    f'    var q = new HttpRequestMessage(HttpMethod.Post, "{URL}"); q.Headers.Add("api-token", Environment.GetEnvironmentVariable("HELCIM_API_TOKEN"));\n'
    "    var r = await _http.SendAsync(q);\n    var body = await r.Content.ReadAsStringAsync();\n    if (%s) return BadRequest(body);\n    return NoContent();\n  }\n}\n"
)
GO = (
    'package pay\nimport ("io"; "net/http"; "os"; "github.com/gin-gonic/gin")\nfunc Init(c *gin.Context) {\n'
    f'\treq, _ := http.NewRequest("POST", "{URL}", nil)\n\treq.Header.Set("api-token", os.Getenv("HELCIM_API_TOKEN"))\n\tr, _ := http.DefaultClient.Do(req)\n\tbody, _ := io.ReadAll(r.Body)\n'
    '\tif %s { c.Data(502, "application/json", body) }\n}\n'
)
RUBY = f'class PayController < ApplicationController\n  def create\n    r = HTTParty.post("{URL}", headers: {{ "api-token" => ENV["HELCIM_API_TOKEN"] }})\n    return render(json: r.parsed_response) %s\n  end\nend\n'
RUST = f'async fn init(client: reqwest::Client) -> impl IntoResponse {{\n  let r = client.post("{URL}").header("api-token", std::env::var("HELCIM_API_TOKEN").unwrap()).send().await.unwrap();\n  if %s {{ return Json(r.json::<Value>().await.unwrap()).into_response(); }}\n  StatusCode::OK.into_response()\n}}\n'
DART = f"import 'package:shelf/shelf.dart';\nFuture<Response> init(Request request) async {{\n  final r = await http.post(Uri.parse('{URL}'), headers: {{'api-token': Platform.environment['HELCIM_API_TOKEN']!}});\n  if (%s) return Response.ok(r.body);\n  return Response.ok('');\n}}\n"
PERL = f"use Mojolicious::Lite;\npost '/init' => sub {{\n  my $c = shift;\n  my $r = LWP::UserAgent->new->post('{URL}', 'api-token' => $ENV{{HELCIM_API_TOKEN}});\n  $c->render(text => $r->decoded_content) %s;\n}};\n"
PHP = f"<?php\nregister_rest_route('shop/v1', '/init', ['callback' => 'init']);\nfunction init() {{\n  $r = wp_remote_post('{URL}', ['headers' => ['api-token' => get_option('helcim_api_token')]]);\n  $code = wp_remote_retrieve_response_code($r);\n  $body = json_decode(wp_remote_retrieve_body($r), true);\n  if (%s) {{ wp_send_json($body); }}\n}}\n"
JAVASCRIPT = f"app.post('/a', async (req, res) => {{\n  const r = await fetch('{URL}', {{ method: 'POST', headers: {{ 'api-token': process.env.HELCIM_API_TOKEN }} }})\n  const data = await r.json()\n  %s\n}})\n"
PYTHON = f"import os, requests\nfrom flask import jsonify\n@app.post('/a')\ndef a():\n    r = requests.post('{URL}', headers={{'api-token': os.environ['HELCIM_API_TOKEN']}})\n    data = r.json()\n    %s\n"

CASES = [
    (JAVA, "A.java", ["!r.getStatusCode().is2xxSuccessful()", "r.getStatusCode() != HttpStatus.OK", "r.getStatusCode().isError()", "r.getStatusCodeValue() >= 400"], ["r.getStatusCode().equals(HttpStatus.OK)", "r != null", "debug"]),
    (KOTLIN, "a.kt", ["!r.status.isSuccess()", "r.status != HttpStatusCode.OK", "r.status.value !in 200..299"], ["r.status.isSuccess()", "r.status.value in 200..299", "verbose"]),
    (CSHARP, "A.cs", ["!r.IsSuccessStatusCode", "r.StatusCode != HttpStatusCode.OK", "(int)r.StatusCode >= 400"], ["r.IsSuccessStatusCode", "r.StatusCode == HttpStatusCode.OK"]),
    (GO, "a.go", ["r.StatusCode != http.StatusOK", "r.StatusCode != 200", "r.StatusCode >= 400", "r.StatusCode < 200 || r.StatusCode > 299"], ["r.StatusCode == 200", "r.StatusCode < 300", "len(body) > 0"]),
    (RUBY, "a.rb", ["unless r.success?", "if !r.success?", "unless r.code == 200", "if r.code >= 400", "unless r.is_a?(Net::HTTPSuccess)"], ["if r.success?", "unless r.code >= 400", "if r.present?"]),
    (RUST, "a.rs", ["!r.status().is_success()", "r.status() != StatusCode::OK"], ["r.status().is_success()", "r.status() == StatusCode::OK"]),
    (DART, "a.dart", ["r.statusCode != 200", "r.statusCode >= 400"], ["r.statusCode == 200", "r.statusCode < 300"]),
    (PERL, "a.pl", ["unless $r->is_success", "if !$r->is_success", "if $r->code != 200"], ["if $r->is_success", "unless $r->code >= 400"]),
    (PHP, "a.php", ["$code < 200 || $code >= 300", "200 !== $code", "200 !== (int) $code", "empty($body['checkoutToken'])", "!isset($body['checkoutToken'])"], ["200 === $code", "!empty($body['checkoutToken'])"]),
    (
        JAVASCRIPT,
        "a.js",
        ["if (!data.checkoutToken) res.json(data)", "r.ok ? res.end() : res.json(data)", "res.json(r.ok ? { t: data.checkoutToken } : data)", "if (r.ok) { return res.end() }\n  res.json(data)", "!r.ok && res.json(data)"],
        ["if (data.checkoutToken) res.json(data)", "r.ok ? res.json(data) : res.end()", "if (!r.ok) { return res.end() }\n  res.json(data)", "r.ok && res.json(data)"],
    ),
    (
        PYTHON,
        "a.py",
        ["if 'checkoutToken' not in data: return jsonify(data)", "return jsonify(t=data['checkoutToken']) if r.ok else jsonify(data)", "if r.status_code in (200, 201):\n        return jsonify(t=1)\n    return jsonify(data)"],
        ["if 'checkoutToken' in data: return jsonify(data)", "return jsonify(data) if r.ok else jsonify(t=1)", "if r.status_code != 200:\n        return jsonify(t=1)\n    return jsonify(data)"],
    ),
]


@pytest.mark.parametrize(("program", "path", "text"), [(program, path, one) for program, path, failing, _ in CASES for one in failing])
def test_an_answer_of_refusal_may_be_passed_on(program: str, path: str, text: str) -> None:
    assert found({path: program % text}) == []


@pytest.mark.parametrize(("program", "path", "text"), [(program, path, one) for program, path, _, fine in CASES for one in fine])
def test_an_answer_of_success_may_not(program: str, path: str, text: str) -> None:
    assert [one.rule for one in found({path: program % text})] == ["secret-token-to-client"]
