"""Calls of the API as people write them: each with its method, its token and the line that names it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Done

SDK = {
    "constants.ts": "export const BASE = `https://api.helcim.com/${'v2'}`\nexport enum Method { Get = 'GET', Post = 'POST' }\nexport const PATHS = { refund: '/payment/refund', settle: (id: number) => `/card-batches/${id}/settle` }\n",
    "client.ts": "import { BASE, Method } from './constants'\nexport class Client {\n  constructor(private options: { apiToken: string }) {}\n  async request(method: Method, path: string) {\n    return fetch(`${BASE}${path}`, { method, headers: { 'api-token': this.options.apiToken } })\n  }\n}\n",
    "payments.ts": "import { Client } from './client'\nimport { Method, PATHS } from './constants'\nconst client = new Client({ apiToken: process.env.HELCIM_API_TOKEN! })\nexport const refund = () => client.request(Method.Post, PATHS.refund)\nexport const settle = (id: number) => client.request(Method.Post, PATHS.settle(id))\n",
}
FARADAY = {
    "helcim.rb": 'class Helcim\n  def initialize(token: ENV.fetch("HELCIM_API_TOKEN"))\n    @conn = Faraday.new(url: "https://api.helcim.com/v2") do |f|\n      f.headers["api-token"] = token\n    end\n  end\n\n  def cut(id, card)\n    @conn.delete("customers/#{id}/cards/#{card}")\n  end\nend\n'
}
GO = {
    "helcim.go": 'package helcim\n\nimport (\n\t"fmt"\n\t"net/http"\n\t"os"\n)\n\nconst base = "https://api.helcim.com/v2"\n\nfunc do(method, path string) error {\n\treq, _ := http.NewRequest(method, base+path, nil)\n\treq.Header.Set("api-token", os.Getenv("HELCIM_API_TOKEN"))\n\t_, err := http.DefaultClient.Do(req)\n\treturn err\n}\n\nfunc One(id int) error {\n\treturn do(http.MethodGet, fmt.Sprintf("/card-transactions/%d", id))\n}\n'
}
CSHARP = {
    "HelcimClient.cs": 'public class HelcimClient {\n  private readonly HttpClient _http;\n  public HelcimClient(HttpClient http, IConfiguration configuration) {\n    _http = http;\n    _http.BaseAddress = new Uri("https://api.helcim.com/v2/");\n    _http.DefaultRequestHeaders.Add("api-token", configuration["Helcim:ApiToken"]);\n  }\n  public async Task Change(int id, object patch) {\n    await _http.PatchAsync($"subscriptions/{id}", JsonContent.Create(patch));\n  }\n  public async Task Refund() {\n    var message = new HttpRequestMessage(HttpMethod.Post, "payment/refund");\n    await _http.SendAsync(message);\n  }\n}\n'
}
JAVA = {
    "Report.java": 'import java.net.URI;\nimport java.net.http.*;\npublic class Report {\n  private static final String TOKEN = System.getenv("HELCIM_REPORT_TOKEN");\n  static void settle() throws Exception {\n    HttpRequest request = HttpRequest.newBuilder()\n      .uri(URI.create(String.format("%s/card-batches/7/settle", "https://api.helcim.com/v2")))\n      .header("api-token", TOKEN)\n      .POST(HttpRequest.BodyPublishers.noBody()).build();\n    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());\n  }\n}\n'
}
AXIOS = {
    "helcim.js": "const axios = require('axios')\nconst api = axios.create({ baseURL: process.env.BASE || 'https://api.helcim.com/v2', headers: { 'api-token': process.env.HELCIM_API_TOKEN } })\nexports.charge = (data) => api({ method: 'post', url: '/payment/purchase', data })\nexports.hooks = () => api.post('/webhooks', {})\nexports.any = (path) => api.get(path)\n"
}
FETCH_URL = {
    "route.ts": "export const open = () => fetch(new URL('/v2/helcim-pay/initialize', 'https://api.helcim.com'), {\n  method: 'POST', headers: { 'api-token': process.env.HELCIMPAY_TOKEN! } })\n"
}
CURL = {
    "smoke.sh": '#!/bin/sh\nBASE=https://api.helcim.com/v2\ncurl -sS -X POST "$BASE/payment/reverse" -H "api-token: $HELCIM_API_TOKEN" \\\n  -d "{}"\ncurl --request DELETE --url "${BASE}/add-ons/4" --header "api-token: ${HELCIM_API_TOKEN}"\ncurl -sS -o out.json -w "%{http_code}" "$BASE/customers" -H "api-token: $HELCIM_API_TOKEN" -d "{}"\n'
}
POSTMAN = {
    "Helcim.postman_collection.json": json.dumps(
        {
            "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "api-token"}, {"key": "value", "value": "{{helcim_token}}"}]},
            "item": [
                {"item": [{"request": {"method": "GET", "header": [], "url": {"raw": "{{base}}/customers?limit=5"}}}]},
                {
                    "request": {
                        "method": "POST",
                        "header": [{"key": "api-token", "value": "{{refund_token}}"}],
                        "url": "https://api.helcim.com/v2/payment/refund",
                    }
                },
                {"request": {"method": "PATCH", "header": [], "url": {"raw": "{{base}}/ach/transactions/:id/cancel"}}},
            ],
        },
        indent=1,
    )
}
PHP_CURL = {
    "pay.php": "<?php\n$token = getenv('HELCIM_API_TOKEN');\nfunction helcim($method, $path, $token) {\n  $ch = curl_init('https://api.helcim.com/v2' . $path);\n  curl_setopt($ch, CURLOPT_CUSTOMREQUEST, $method);\n  curl_setopt($ch, CURLOPT_HTTPHEADER, [\"api-token: $token\"]);\n  return curl_exec($ch);\n}\nhelcim('POST', '/payment/refund', $token);\nhelcim('PUT', '/invoices/5', $token);\n"
}
WEB_CLIENT = {
    "H.java": 'public class H {\n  private final WebClient client;\n  public H(WebClient.Builder builder, @Value("${helcim.token}") String token) {\n    this.client = builder.baseUrl("https://api.helcim.com/v2").defaultHeader("api-token", token).build();\n  }\n  public Mono<C> one(long id) { return client.post().uri("/customers/{id}", id).retrieve().bodyToMono(C.class); }\n}\n'
}
HTTPARTY = {"h.rb": 'require "httparty"\nclass Helcim\n  include HTTParty\n  base_uri "https://api.helcim.com/v2"\n  headers "api-token" => ENV["HELCIM_API_TOKEN"]\n  def self.invoice(id) = get("/invoices/#{id}")\nend\n'}
HTTPX = {
    "h.py": 'import os\nimport httpx\nclient = httpx.AsyncClient(base_url="https://api.helcim.com/v2", headers={"api-token": os.environ["HELCIM_API_TOKEN"]})\nasync def one(number):\n    return (await client.get(f"/card-transactions/{number}")).json()\n'
}
GUZZLE = {
    "H.php": "<?php\nuse GuzzleHttp\\Client;\nclass H {\n  private Client $c;\n  public function __construct() {\n    $this->c = new Client(['base_uri' => 'https://api.helcim.com/v2/', 'headers' => ['api-token' => $_ENV['HELCIM_API_TOKEN']]]);\n  }\n  public function withdraw(array $b) { return $this->c->put('ach/withdraw', ['json' => $b]); }\n}\n"
}
URLLIB = {
    "h.py": 'import os\nimport urllib.request\ndef call(path, method):\n    req = urllib.request.Request("https://api.helcim.com/v2" + path, method=method)\n    req.add_header("api-token", os.environ["HELCIM_API_TOKEN"])\n    return urllib.request.urlopen(req)\ndef drop(number):\n    return call("/subscriptions/%d" % number, method="DELETE")\n'
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (SDK, [("HELCIM_API_TOKEN", "POST", "/payment/refund", "payments.ts", 4), ("HELCIM_API_TOKEN", "POST", "/card-batches/{}/settle", "payments.ts", 5)]),
        (FARADAY, [("HELCIM_API_TOKEN", "DELETE", "/customers/{}/cards/{}", "helcim.rb", 9)]),
        (GO, [("HELCIM_API_TOKEN", "GET", "/card-transactions/{}", "helcim.go", 19)]),
        (
            CSHARP,
            [("Helcim:ApiToken", "PATCH", "/subscriptions/{}", "HelcimClient.cs", 9), ("Helcim:ApiToken", "POST", "/payment/refund", "HelcimClient.cs", 12)],
        ),
        (JAVA, [("HELCIM_REPORT_TOKEN", "POST", "/card-batches/7/settle", "Report.java", 7)]),
        (
            AXIOS,
            [
                ("HELCIM_API_TOKEN", "POST", "/payment/purchase", "helcim.js", 3),
                ("HELCIM_API_TOKEN", "POST", "/webhooks", "helcim.js", 4),
                ("HELCIM_API_TOKEN", "GET", "/{}", "helcim.js", 5),
            ],
        ),
        (FETCH_URL, [("HELCIMPAY_TOKEN", "POST", "/helcim-pay/initialize", "route.ts", 1)]),
        (
            CURL,
            [
                ("HELCIM_API_TOKEN", "POST", "/payment/reverse", "smoke.sh", 3),
                ("HELCIM_API_TOKEN", "DELETE", "/add-ons/4", "smoke.sh", 5),
                ("HELCIM_API_TOKEN", "POST", "/customers", "smoke.sh", 6),
            ],
        ),
        (
            POSTMAN,
            [
                ("helcim_token", "GET", "/customers", "", 0),
                ("refund_token", "POST", "/payment/refund", "", 0),
                ("helcim_token", "PATCH", "/ach/transactions/{}/cancel", "", 0),
            ],
        ),
        (PHP_CURL, [("HELCIM_API_TOKEN", "POST", "/payment/refund", "pay.php", 9), ("HELCIM_API_TOKEN", "PUT", "/invoices/5", "pay.php", 10)]),
        (WEB_CLIENT, [("helcim.token", "POST", "/customers/{}", "H.java", 6)]),
        (HTTPARTY, [("HELCIM_API_TOKEN", "GET", "/invoices/{}", "h.rb", 6)]),
        (HTTPX, [("HELCIM_API_TOKEN", "GET", "/card-transactions/{}", "h.py", 5)]),
        (GUZZLE, [("HELCIM_API_TOKEN", "PUT", "/ach/withdraw", "H.php", 8)]),
        (URLLIB, [("HELCIM_API_TOKEN", "DELETE", "/subscriptions/{}", "h.py", 8)]),
    ],
    ids=["sdk", "faraday", "go", "csharp", "java", "axios", "url", "curl", "postman", "php-curl", "web-client", "httparty", "httpx", "guzzle", "urllib"],
)
def test_method_token_and_place(
    tree: Callable[..., Path], audit: Callable[..., Done], files: dict[str, str], expected: list[tuple[str, str, str, str, int]]
) -> None:
    rows = json.loads(audit("access", "--format", "json", str(tree(files))).out)["tokens"]
    found = [(row["token"], use["method"], use["path"], use["where"]["path"], use["where"]["line"]) for row in rows for use in row["uses"]]
    assert sorted(one if expected[0][3] else (*one[:3], "", 0) for one in found) == sorted(expected)


def test_routes_of_the_own_server_are_no_calls(tree: Callable[..., Path], audit: Callable[..., Done]) -> None:
    server = "// Helcim checkout\nconst app = require('express')()\napp.post('/payment/refund', async (req, res) => {\n  const r = await fetch('https://api.helcim.com/v2/payment/preauth', { method: 'POST', headers: { 'api-token': process.env.HELCIM_API_TOKEN } })\n  res.json({ ok: r.ok })\n})\n"
    page = "// our own server talks to Helcim\nimport axios from 'axios'\nexport const list = () => fetch('/customers')\nexport const undo = () => axios.post('/payment/refund', { id: 1 })\n"
    test = "from django.test import TestCase\nclass HelcimViews(TestCase):\n    def test_list(self):\n        self.client.get('/customers/')\n        self.client.post('/payment/refund', {'helcim': 1})\n"
    rows = json.loads(audit("access", "--format", "json", str(tree({"server.js": server, "page.js": page, "test_views.py": test}))).out)["tokens"]
    assert [(row["token"], [use["path"] for use in row["uses"]]) for row in rows] == [("HELCIM_API_TOKEN", ["/payment/preauth"])]
