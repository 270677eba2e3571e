"""Objects that configuration fills: what their classes declare is what printing them shows."""

import pytest

from tests.program.test_flow import found

GO = 'package main\nimport ("log"; "github.com/kelseyhightower/envconfig")\ntype Config struct {\n\tPort int\n\tHelcim struct {\n\t\tAPIToken string\n\t\tURL string\n\t}\n}\n%sfunc main() {\n\tvar c Config\n\tenvconfig.Process("", &c)\n\tlog.Printf("%%+v", %s)\n}\n'
CSHARP = 'public %s HelcimOptions { public string ApiToken { get; init; } = ""; public string Url { get; init; } = ""; }\npublic class Startup { public Startup(IConfiguration configuration, ILogger<Startup> logger) {\n  var options = configuration.GetSection("Helcim").Get<HelcimOptions>();\n  logger.LogInformation("options {Options}", %s);\n} }\n'
RUST = '#[derive(Debug, Deserialize)]\nstruct HelcimConfig { api_token: String, base_url: String }\nfn load() -> HelcimConfig { envy::prefixed("HELCIM_").from_env::<HelcimConfig>().unwrap() }\nfn main() {\n    let config = load();\n    println!("{:?}", %s);\n}\n'
SWIFT = "struct HelcimConfig: Decodable { let apiToken: String; let baseURL: URL }\nfunc load() throws {\n    let config = try JSONDecoder().decode(HelcimConfig.self, from: Data(contentsOf: url))\n    print(%s)\n}\n"
JAVA = '@RestController class PayController {\n  private static final Logger log = LoggerFactory.getLogger(PayController.class);\n  @Value("${helcim.api-token%s}") private String %s;\n  void a() { log.info("{}", %s); }\n}\n'


@pytest.mark.parametrize(
    ("path", "text", "rules"),
    [
        ("a.go", GO % ("", "c"), ["api-token-logged"]),
        ("a.go", GO % ("", "c.Helcim"), ["api-token-logged"]),
        ("a.go", GO % ("", "c.Helcim.URL"), []),
        ("a.go", GO % ('func (c Config) String() string { return "config" }\n', "c"), []),
        ("A.cs", CSHARP % ("record", "options"), ["api-token-logged"]),
        ("A.cs", CSHARP % ("class", "options"), []),  # its name
        ("A.cs", CSHARP % ("record", "options.Url"), []),
        ("a.rs", RUST % "config", ["api-token-logged"]),
        ("a.rs", RUST % "config.base_url", []),
        ("a.swift", SWIFT % "config", ["api-token-logged"]),
        ("a.swift", SWIFT % "config.baseURL", []),
        ("A.java", JAVA % ("", "token", "token"), ["api-token-logged"]),
        ("A.java", JAVA % (":none", "secret", "secret"), ["api-token-logged"]),
        ("A.java", JAVA % ("", "token", "token.length()"), []),
        ("A.java", '@RestController class PayController {\n  @Value("${stripe.api-token}") private String token;\n  void a() { log.info("{}", token); } // not helcim\n}\n', []),
    ],
)
def test_what_is_filled_from_outside(path: str, text: str, rules: list[str]) -> None:
    assert [one.rule for one in found({path: text})] == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ('HttpRequest r = HttpRequest.newBuilder(URI.create("https://api.helcim.com/v2/customers")).header("api-token", T).GET().build(); log.info("{}", r.headers().map());', ["headers-logged"]),
        ('Request r = new Request.Builder().url("https://api.helcim.com/v2/customers").get().addHeader("api-token", T).build(); log.info("{}", r.headers());', ["headers-logged"]),
        ('HttpPost p = new HttpPost("https://api.helcim.com/v2/customers"); p.setHeader("api-token", T); log.info("{}", Arrays.toString(p.getAllHeaders()));', ["headers-logged"]),
        ('HttpHeaders h = new HttpHeaders(); h.set("api-token", T); log.info("{}", h.toSingleValueMap());', ["headers-logged"]),
        ('HttpHeaders h = new HttpHeaders(); h.set("api-token", T); log.info("{}", h.keySet());', []),
        ('HttpRequest r = HttpRequest.newBuilder(URI.create("https://api.helcim.com/v2/customers")).header("api-token", T).GET().build(); log.info("{}", r.uri());', []),
    ],
)
def test_headers_of_java(text: str, rules: list[str]) -> None:
    assert [one.rule for one in found({"A.java": f'class A {{ static final String T = System.getenv("HELCIM_API_TOKEN");\n void a() {{ {text} }} }}\n'})] == rules

PS = "param($Request, $TriggerMetadata)\n$h = @{ 'api-token' = $env:HELCIM_API_TOKEN }\n$r = Invoke-RestMethod -Method Post -Uri 'https://api.helcim.com/v2/helcim-pay/initialize' -Headers $h\nPush-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = 200; Body = %s })\n"
PERL = "use Mojolicious::Lite -signatures;\npost '/helcim/webhook' => sub ($c) {\n    $c->app->log->info('hook: ' . %s);\n    $c->rendered(204);\n};\n"


@pytest.mark.parametrize(
    ("path", "text", "rules"),
    [
        ("a.rs", '#[derive(Debug, Deserialize)]\nstruct Config { helcim_api_token: String, port: u16 }\nfn main() {\n    let c: Config = envy::from_env().unwrap();\n    println!("{:?}", c);\n}\n', ["api-token-logged"]),
        ("a.rs", '#[derive(Debug, Deserialize)]\nstruct Config { helcim_api_token: SecretString, port: u16 }\nfn main() {\n    let c: Config = envy::from_env().unwrap();\n    println!("{:?} {}", c, c.port);\n}\n', []),
        ("hook.dart", "Future<Response> helcimWebhook(Request req) async {\n  final raw = await req.readAsString();\n  print('got $raw');\n  return Response.ok('');\n}\n", ["webhook-body-logged"]),
        ("hook.dart", "Future<Response> helcimWebhook(Request req) async {\n  final raw = await req.readAsString();\n  print('got ${raw.length}');\n  return Response.ok('');\n}\n", []),
        ("hook.swift", 'func helcimWebhook(req: Request) async throws -> HTTPStatus {\n    req.logger.info("got \\(req.body.string ?? "")")\n    return .ok\n}\n', ["webhook-body-logged"]),
        ("hook.swift", 'func helcimWebhook(req: Request) async throws -> HTTPStatus {\n    req.logger.info("got \\(req.headers.first(name: "webhook-id") ?? "")")\n    return .ok\n}\n', []),
        ("hook.rs", '#[post("/webhooks/helcim")]\nasync fn webhook(payload: web::Bytes) -> impl Responder {\n    println!("got {}", String::from_utf8_lossy(&payload));\n    HttpResponse::Ok().finish()\n}\n', ["webhook-body-logged"]),
        ("hook.rs", '#[post("/webhooks/helcim")]\nasync fn webhook(payload: web::Bytes) -> impl Responder {\n    println!("got {}", payload.len());\n    HttpResponse::Ok().finish()\n}\n', []),
        ("pay.dart", "Future<void> pay() async {\n  final res = await http.post(Uri.parse('https://shop.example/helcim/checkout'));\n  final checkoutToken = jsonDecode(res.body)['checkoutToken'] as String;\n  debugPrint('checkout $checkoutToken');\n  open(HelcimWebView(token: checkoutToken));\n}\n", []),
        ("pay.js", "async function pay() {\n  const { checkoutToken } = await api.post('/helcim/checkout');\n  console.log('checkout', checkoutToken);\n  return new HelcimFrame({ token: checkoutToken });\n}\n", []),
        ("HelcimWebhook/run.ps1", "# Helcim webhook\nusing namespace System.Net\nparam($Request, $TriggerMetadata)\nWrite-Host \"got $($Request.RawBody)\"\n", ["webhook-body-logged"]),
        ("HelcimWebhook/run.ps1", "# Helcim webhook\nusing namespace System.Net\nparam($Request, $TriggerMetadata)\nWrite-Host \"got $($Request.Body.type)\"\n", []),
        ("run.ps1", PS % "$r", ["secret-token-to-client"]),
        ("run.ps1", PS % "@{ checkoutToken = $r.checkoutToken }", []),
        ("app.pl", PERL % "$c->req->body", ["webhook-body-logged"]),
        ("app.pl", PERL % "$c->req->json->{type}", []),
    ],
)
def test_declared_types_and_bodies(path: str, text: str, rules: list[str]) -> None:
    assert [one.rule for one in found({path: text})] == rules
