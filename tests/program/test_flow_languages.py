"""Where values travel in the languages of servers: flows that are found, and their clean twins."""

import pytest

from tests.program.test_flow import found, rules

RUBY = [
    ("class Pay\n  TOKEN = ENV['HELCIM_API_TOKEN']\n  def debug\n    puts TOKEN\n  end\nend", [("api-token-logged", 4)]),
    ("class Pay\n  TOKEN = ENV['HELCIM_API_TOKEN']\n  def self.debug\n    puts TOKEN[0, 8]\n  end\nend", [("token-preview-logged", 4)]),
    ("module Helcim\n  TOKEN = ENV['HELCIM_API_TOKEN']\n  class Api\n    def go\n      [1].each { |x| warn TOKEN }\n    end\n  end\nend", [("api-token-logged", 5)]),
    ("module Helcim\n  TOKEN = ENV['HELCIM_API_TOKEN']\nend\nmodule Helcim\n  def self.go = puts(TOKEN)\nend", [("api-token-logged", 5)]),
    ("class Base\n  TOKEN = ENV['HELCIM_API_TOKEN']\nend\nclass Pay < Base\n  def go = puts(TOKEN)\nend", [("api-token-logged", 5)]),
    ("class Pay\n  TOKEN = ENV['HELCIM_API_TOKEN']\n  def debug\n    puts TOKEN.length, TOKEN[-4..], TOKEN ? 'set' : 'none'\n  end\nend", []),
    ("TOKEN = ENV['HELCIM_API_TOKEN']\nclass Other\n  TOKEN = 'EUR'\n  def go = puts(TOKEN)\nend", []),
]


@pytest.mark.parametrize(("text", "expected"), RUBY)
def test_ruby(text: str, expected: list[tuple[str, int]]) -> None:
    assert rules(text, "lib/helcim.rb") == expected


def test_ruby_constants_of_other_files() -> None:
    files = {
        "lib/helcim.rb": "module Helcim\n  API_TOKEN = ENV['HELCIM_API_TOKEN']\nend\n",
        "lib/helcim/client.rb": "require_relative '../helcim'\nmodule Helcim\n  class Client\n    URL = 'https://api.helcim.com/v2'\n    def go = puts(API_TOKEN)\n  end\nend\n",
    }
    assert [(one.rule, one.path, one.start.line) for one in found(files)] == [("api-token-logged", "lib/helcim/client.rb", 5)]


def test_ruby_methods_of_the_file() -> None:
    assert rules("# helcim\ndef tok\n  ENV['HELCIM_API_TOKEN']\nend\ndef headers = { 'api-token' => tok }\nputs headers\nputs tok[0..5]\n", "pay.rb") == [("headers-logged", 6), ("token-preview-logged", 7)]


KOTLIN = [
    ("object S {\n  private const val A = \"{{token4|head}}\"\n  const val T = A + \"{{token4|tail}}\"\n}\nsuspend fun f() = http.post(u) {\n  headers { append(\"api-token\", S.T) }\n}", [("hardcoded-api-token", 3)]),
    ("val token: String get() = System.getenv(\"HELCIM_API_TOKEN\")\nfun f() = println(token)", [("api-token-logged", 3)]),
    ("fun f() = http.post(u) { header(\"api-token\", System.getenv(\"HELCIM_API_TOKEN\")) }", []),
]


@pytest.mark.parametrize(("text", "expected"), KOTLIN)
def test_kotlin(text: str, expected: list[tuple[str, int]]) -> None:
    assert rules("// helcim\n" + text, "Pay.kt") == expected


RUST = [
    ('h.insert("api-token", self.token.parse().unwrap());\ndebug!("{:?}", h);', [("headers-logged", 7)]),
    ('h.insert("api-token", HeaderValue::from_str(&self.token).unwrap());\nlet mut safe = h.clone();\nsafe.remove("api-token");\ndebug!("{:?}", safe);', []),
    ('let mut v = HeaderValue::from_str(&self.token).unwrap();\nv.set_sensitive(true);\nh.insert("api-token", v);\ndebug!("{:?}", h);', []),
]


@pytest.mark.parametrize(("text", "expected"), RUST)
def test_rust(text: str, expected: list[tuple[str, int]]) -> None:
    before = 'struct Helcim { token: String }\nimpl Helcim {\nfn new() -> Self { let token = std::env::var("HELCIM_API_TOKEN").unwrap(); Self { token } }\nfn f(&self) {\nlet mut h = HeaderMap::new();\n'
    assert rules(before + text + "\n}\n}\n", "helcim.rs") == expected


def test_go_helpers_read_more_than_one_variable() -> None:
    text = """
        package helcim
        func getenv(key string) string { return os.Getenv(key) }
        func f() {
            url, secret := getenv("HELCIM_URL"), getenv("HELCIM_API_TOKEN")
            req.Header.Set("api-token", secret)
            log.Print(url)
            log.Print(secret)
            safe := req.Header.Clone()
            safe.Del("Api-Token")
            log.Print(safe)
        }
    """
    assert rules(text, "helcim.go") == [("api-token-logged", 8)]


DART = [
    ("String get _token => Platform.environment['HELCIM_API_TOKEN'];\nFuture<Response> f(Request r) async {\n  await http.post(Uri.parse(u), headers: {'api-token': _token});\n  return Response.ok('');\n}\nfinal app = Router()..post('/x', f);", []),
    ("String get _token => Platform.environment['HELCIM_API_TOKEN'];\nFuture<Response> f(Request r) async {\n  print(_token);\n  return Response.ok('');\n}", [("api-token-logged", 4)]),
]


@pytest.mark.parametrize(("text", "expected"), DART)
def test_dart(text: str, expected: list[tuple[str, int]]) -> None:
    assert rules("// helcim\n" + text, "bin/server.dart") == expected


JAVA = """
    class Pay extends HttpServlet {
        protected void doPost(HttpServletRequest req, HttpServletResponse resp) {
            URL url = new URL("https://api.helcim.com/v2/helcim-pay/initialize");
            HttpURLConnection con = (HttpURLConnection) url.openConnection();
            BufferedReader in = new BufferedReader(new InputStreamReader(con.getInputStream()));
            StringBuilder all = new StringBuilder();
            String line;
            while ((line = in.readLine()) != null) { all.append(line); }
            %s;
        }
    }
"""


def test_java_reads_an_answer_line_by_line() -> None:
    assert rules(JAVA % "resp.getWriter().write(all.toString())", "Pay.java") == [("secret-token-to-client", 10)]
    assert rules(JAVA % 'resp.getWriter().write(new JSONObject(all.toString()).getString("checkoutToken"))', "Pay.java") == []


SWIFT = """
    struct Pay: RouteCollection {
        func boot(routes: RoutesBuilder) throws { routes.post("start", use: start) }
        func start(req: Request) async throws -> Init {
            let res = try await req.client.post("https://api.helcim.com/v2/helcim-pay/initialize")
            let made = try res.content.decode(Init.self)
            return %s
        }
    }
"""


def test_swift_handlers_that_are_named() -> None:
    assert rules(SWIFT % "made", "Pay.swift") == [("secret-token-to-client", 7)]
    assert rules(SWIFT % "made.checkoutToken", "Pay.swift") == []


ELIXIR = """
    defmodule Helcim do
      def initialize(_) do
        case HTTPoison.post("https://api.helcim.com/v2/helcim-pay/initialize", "", []) do
          {:ok, %{body: raw}} -> Jason.decode(raw)
          {:error, reason} -> {:error, inspect(reason)}
        end
      end
    end
    defmodule Web.HelcimWebhookController do
      def f(conn, params) do
        with {:ok, answer} <- Helcim.initialize(1) do
          %s
        end
      end
    end
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("json(conn, answer)", [("secret-token-to-client", 13)]),
        ('json(conn, Map.take(answer, ["checkoutToken"]))', []),
        ('Logger.info("hook: #{inspect(params)}")', [("webhook-body-logged", 13)]),
        ('Logger.info("hook: #{params["id"]}")', []),
    ],
)
def test_elixir(text: str, expected: list[tuple[str, int]]) -> None:
    assert rules(ELIXIR.replace("%s", text), "lib/helcim.ex") == expected


def test_curl_in_c() -> None:
    text = "// helcim\nvoid f(CURL *c) {\n  curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 0L);\n  curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);\n  curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);\n}\n"
    assert rules(text, "pay.c") == [("tls-verification-disabled", 3), ("http-debug-enabled", 4)]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("bin/check", '#!/bin/bash\nt=${HELCIM_API_TOKEN:?}\nprintf "%s" "${t:0:4}"\n', "token-preview-logged"),
        ("bin/check", '#!/usr/bin/env fish\nset -l t $HELCIM_API_TOKEN\necho "t "(string sub -l 6 $t)\n', "token-preview-logged"),
        ("a.fish", 'function f\n  set -l t $HELCIM_API_TOKEN\n  echo "t "(string sub -s -4 $t) (string length $t)\nend\n', ""),
        ("a.sh", 'echo "$(echo "$HELCIM_API_TOKEN" | head -c 8)"\n', "token-preview-logged"),
        ("a.sh", 'echo "$HELCIM_API_TOKEN" | awk \'{print substr($0, 1, 6)}\'\n', "token-preview-logged"),
        ("a.sh", 'echo "$(echo "$HELCIM_API_TOKEN" | tail -c 4)"\n', ""),
        ("a.sh", 'echo "${HELCIM_API_TOKEN%%"${HELCIM_API_TOKEN#??????}"}"\n', "token-preview-logged"),
        ("a.go", 'package a\n// helcim\nfunc f() {\n\tl, _ := zap.NewProduction()\n\ts := l.Sugar()\n\ts.Infow("boot", "token", os.Getenv("HELCIM_API_TOKEN"))\n}\n', "api-token-logged"),
        ("a.sh", 'echo "$(expr "$HELCIM_API_TOKEN" : "\\\\(.\\\\{6\\\\}\\\\)")"\n', "token-preview-logged"),
        ("a.pl", "# helcim\nmy $r = HTTP::Request->new(GET => 'https://api.helcim.com/v2/customers');\n$r->header('api-token' => $ENV{HELCIM_API_TOKEN});\nprint $r->as_string;\n", "headers-logged"),
        ("a.ex", 'defmodule A do\n def f do\n  t = Application.fetch_env!(:shop, :helcim_api_token)\n  Logger.info(String.slice(t, 0..7))\n end\nend\n', "token-preview-logged"),
        ("a.ex", 'defmodule A do\n def f do\n  t = Application.fetch_env!(:shop, :helcim_api_token)\n  Logger.info(String.slice(t, -4..-1))\n end\nend\n', ""),
    ],
)
def test_parts(path: str, text: str, expected: str) -> None:
    assert [rule for rule, _ in rules(text, path)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("app/controllers/events_controller.rb", "# helcim\nclass EventsController < X\n  def create\n    logger.debug request.raw_post\n  end\n  def check\n    request.headers['webhook-signature']\n  end\nend\n", ["webhook-body-logged"]),
        ("app/controllers/events_controller.rb", "# helcim\nclass EventsController < X\n  def create\n    logger.debug params[:id]\n  end\n  def check\n    request.headers['webhook-signature']\n  end\nend\n", []),
        ("a.go", 'package a\nfunc h(c *fiber.Ctx) error {\n\tagent := fiber.Post("https://api.helcim.com/v2/helcim-pay/initialize")\n\tagent.Set("api-token", t)\n\t_, body, errs := agent.Bytes()\n\treturn c.Send(body)\n}\n', ["secret-token-to-client"]),
        ("C.java", '// helcim\n@RestController\nclass C {\n  @PostMapping("/a") public boolean a(@RequestBody Map<String, String> body) {\n    return DigestUtils.sha256Hex(body.get("secretToken")).isEmpty();\n  }\n}\n', ["secret-token-from-client"]),
    ],
)
def test_requests(path: str, text: str, expected: list[str]) -> None:
    assert [rule for rule, _ in rules(text, path)] == expected


_DECLARED = {
    "Api.java": "@FeignClient(name = \"helcim\", url = \"https://api.helcim.com/v2\")\ninterface Api {\n  @PostMapping(\"/helcim-pay/initialize\")\n  Started start(@RequestHeader(\"api-token\") String token, @RequestBody Order order);\n}\n",
    "Started.java": "record Started(String checkoutToken, String secretToken) {}\n",
    "Pay.java": "@RestController\nclass Pay {\n  private final Api api;\n  Pay(Api api) { this.api = api; }\n  @PostMapping(\"/pay\")\n  Object pay(@RequestBody Order order) {\n    return api.start(token, order);\n  }\n}\n",
}


def test_declared_clients_answer_as_the_address_they_declare() -> None:
    assert [(one.rule, one.path, one.start.line) for one in found(_DECLARED)] == [("secret-token-to-client", "Pay.java", 7)]
    assert found(_DECLARED | {"Started.java": "record Started(String checkoutToken) {}\n"}) == []


def test_interfaces_of_own_endpoints_are_no_clients() -> None:
    own = {
        "Api.java": "interface Api {\n  @PostMapping(\"/helcim-pay/initialize\")\n  Map<String, Object> start(@RequestBody Order order);\n}\n",
        "Pay.java": "@RestController\nclass Pay implements Api {\n  private final HelcimService service;\n  public Map<String, Object> start(Order order) {\n    return Map.of(\"checkoutToken\", service.open(order));\n  }\n}\n",
    }
    assert found(own) == []


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("Api.kt", "interface Api {\n  @POST(\"helcim-pay/initialize\")\n  suspend fun start(@Header(\"api-token\") t: String): Started\n}\nfun Route.pay(api: Api) {\n  post(\"/pay\") {\n    call.respond(api.start(token))\n  }\n}\n", 7),
        ("Api.cs", "public interface IApi {\n  [Post(\"/v2/helcim-pay/initialize\")]\n  Task<Started> Start([Header(\"api-token\")] string t);\n}\npublic class PayController : ControllerBase {\n  private readonly IApi _helcim;\n  public PayController(IApi helcim) => _helcim = helcim;\n  [HttpPost]\n  public async Task<IActionResult> Post() {\n    return Ok(await _helcim.Start(token));\n  }\n}\n", 10),
        ("Api.java", "// helcim\ninterface Api {\n  @RequestLine(\"POST /v2/helcim-pay/initialize\")\n  Started start(Order order);\n}\n@RestController\nclass Pay {\n  Api api;\n  @PostMapping(\"/pay\")\n  Started pay(Order order) { return api.start(order); }\n}\n", 10),
    ],
)  # fmt: skip
def test_declared_clients_of_other_libraries(path: str, text: str, line: int) -> None:
    assert rules(text, path) == [("secret-token-to-client", line)]


_LOMBOK = "@Getter\nMARK\n@ConfigurationProperties(\"helcim\")\npublic class S {\n  FIELD\n  private String apiToken;\n  private int timeout;\n}\nclass Boot { Boot(S s) { log.info(\"{}\", s); } }\n"


@pytest.mark.parametrize(("mark", "field", "shown"), [("@ToString", "", True), ("@ToString", "@ToString.Exclude", False), ("@ToString(exclude = \"apiToken\")", "", False), ("@ToString(of = {\"timeout\"})", "", False)])
def test_lombok_says_what_a_printed_object_shows(mark: str, field: str, shown: bool) -> None:
    text = _LOMBOK.replace("MARK", mark).replace("FIELD", field)
    assert [rule for rule, _ in rules(text, "S.java")] == (["api-token-logged"] if shown else [])


def test_interfaces_of_settings_are_told_by_the_names_of_their_methods() -> None:
    text = "@ConfigMapping(prefix = \"helcim\")\ninterface Settings {\n  String apiToken();\n  String baseUrl();\n}\nclass Boot {\n  @Inject Settings settings;\n  void go() { LOG.info(settings.baseUrl()); LOG.info(settings.apiToken()); }\n}\n"
    assert rules(text, "S.java") == [("api-token-logged", 8)]


@pytest.mark.parametrize(
    "text",
    [
        "val h = HttpHeaders().apply { set(\"api-token\", apiToken) }\nlog.debug(\"$h\")\n",
        "val h = HttpHeaders().apply { this[\"api-token\"] = apiToken }\nlog.debug(\"$h\")\n",
        "val h = mutableMapOf<String, String>().also { it[\"api-token\"] = apiToken }\nprintln(h)\n",
        "val h = buildMap { put(\"api-token\", apiToken) }\nprintln(h)\n",
    ],
)
def test_blocks_of_kotlin_change_their_receivers(text: str) -> None:
    assert rules("// helcim\n" + text, "Pay.kt") == [("headers-logged", 3)]


def test_functions_of_scala_that_are_handed_over_in_brackets() -> None:
    text = "def init = Action.async(parse.json) { req =>\n  ws.url(\"https://api.helcim.com/v2/helcim-pay/initialize\").post(req.body).map(r => Ok(r.json))\n}\n"
    assert rules(text, "Pay.scala") == [("secret-token-to-client", 2)]
    assert rules(text.replace("r.json)", "Json.obj(\"checkoutToken\" -> (r.json \\ \"checkoutToken\").as[String]))"), "Pay.scala") == []


def test_all_settings_of_viper() -> None:
    text = "package a\n\nfunc f() {\n\tviper.SetEnvPrefix(\"helcim\")\n\tlog.Println(viper.AllSettings())\n\tlog.Println(viper.AllKeys())\n}\n"
    assert [line for _, line in rules(text, "a.go")] == [5]
