"""Which flows are found in programs of several languages, and which are none?"""

import pytest

from helcim_audit.placeholders import fill
from helcim_audit.program import is_candidate
from helcim_audit.program.analysis import analyse
from helcim_audit.sources.memory import Memory
from helcim_audit.tree import Tree


def found(files: dict[str, str]) -> list[tuple[str, int, str]]:
    """(path, line, rule) of what the analysis finds."""
    data = {path: fill(text).encode() for path, text in files.items()}
    tree = Tree(Memory(data))
    flows = analyse([path for path, text in data.items() if is_candidate(path, text)], tree, tree.near)
    return sorted((path, (tree.read(path) or "").count("\n", 0, one.span.start) + 1, one.rule) for path, matches in flows.matches.items() for one in matches)


KOTLIN = """
{kind} HelcimConfig(val apiToken: String)
fun load() {{
    val config = HelcimConfig(System.getenv("HELCIM_API_TOKEN"))
    println("Using $config")
}}
"""
RUST = """
use secrecy::SecretString;
#[derive(Debug)]
pub struct Config { pub helcim_api_token: %s }
pub fn load() {
    let config = Config { helcim_api_token: std::env::var("HELCIM_API_TOKEN").unwrap()%s };
    tracing::info!("loaded {:?}", config);
}
"""
JAVA = """
class Dues {
  String open() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.helcim.com/v2/helcim-pay/initialize"))
        .header("api-token", System.getenv("HELCIM_API_TOKEN")).POST(HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    LOG.info("helcim " + %s.headers().map());
    return "";
  }
}
"""
CLIENT = """
class HelcimClient
  def start(amount)
    HTTParty.post("https://api.helcim.com/v2/helcim-pay/initialize", body: { amount: amount }).parsed_response
  end
end
"""
CONTROLLER = """
class CheckoutsController < ApplicationController
  def create
    answer = HelcimClient.new.start(5)
    render json: %s
  end
end
"""
PHP = """<?php
$ch = curl_init('https://api.helcim.com/v2/helcim-pay/initialize');
$session = json_decode(curl_exec($ch), true);
%s
echo json_encode($session);
"""
LOGGER = """
class Ping
  def call
    logger.error { "helcim refused #{%s}" }
  end
end
"""


@pytest.mark.parametrize(
    ("files", "line", "rule"),
    [
        ({"Config.kt": KOTLIN.format(kind="data class")}, 5, "api-token-logged"),
        ({"main.rs": RUST % ("String", "")}, 7, "api-token-logged"),
        ({"Dues.java": JAVA % "request"}, 7, "headers-logged"),
        ({"app/services/helcim_client.rb": CLIENT, "app/controllers/checkouts_controller.rb": CONTROLLER % "answer"}, 5, "secret-token-to-client"),
        ({"pay.php": PHP % ""}, 5, "secret-token-to-client"),
        ({"ping.rb": LOGGER % 'ENV["HELCIM_API_TOKEN"]'}, 4, "api-token-logged"),
    ],
)
def test_secret_is_followed_to_where_it_leaks(files: dict[str, str], line: int, rule: str) -> None:
    assert (line, rule) in [one[1:] for one in found(files)]


@pytest.mark.parametrize(
    "files",
    [
        {"Config.kt": KOTLIN.format(kind="class")},
        {"main.rs": RUST % ("SecretString", ".into()")},
        {"Dues.java": JAVA % "answer"},
        {"app/services/helcim_client.rb": CLIENT, "app/controllers/checkouts_controller.rb": CONTROLLER % '{ checkout: answer["checkoutToken"] }'},
        {"pay.php": PHP % "unset($session['secretToken']);"},
        {"ping.rb": LOGGER % "status"},
    ],
)
def test_what_shows_no_secret_is_not_found(files: dict[str, str]) -> None:
    assert found(files) == []


def test_the_order_in_which_candidates_come_does_not_matter() -> None:
    """A name that many files declare is looked up in the first few of them."""
    said = {name: "getenv('HELCIM_API_TOKEN')" if name < "c" else "1" for name in "abcdefg"}
    files = {f"app/{name}.php": f"<?php\nfunction helcim_secret() {{ return {value}; }}\n" for name, value in said.items()}
    files["app/z.php"] = "<?php\n// helcim\nerror_log(helcim_secret());\n"
    tree = Tree(Memory({path: text.encode() for path, text in files.items()}))
    told = [analyse(paths, tree, tree.near).matches for paths in (sorted(files), sorted(files, reverse=True))]
    assert told[0]
    assert [[(one.rule, one.trace) for one in matches] for matches in told[0].values()] == [[(one.rule, one.trace) for one in matches] for matches in told[1].values()]
