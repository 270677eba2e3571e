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
