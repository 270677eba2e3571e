"""Clean twins: what methods, annotations and commands keep back of an object or a container is not shown."""

import pytest

from tests.program.test_flow import found

CLIENT = "class HelcimClient { #token: string; constructor(c: any) { this.#token = c.apiToken; } %s }\nconst client = new HelcimClient({ apiToken: process.env.HELCIM_API_TOKEN! });\nconsole.log(JSON.stringify(client));\n"
RUBY = 'class Helcim\n  def initialize(token: ENV.fetch("HELCIM_API_TOKEN"))\n    @token = token\n  end\n  def inspect = "#<Helcim #{%s}>"\nend\nputs Helcim.new.inspect\n'
JAVA = '@Data @ConfigurationProperties("helcim") class HelcimProperties { %s private String apiToken; private String baseUrl; }\n@Component class Dump { Dump(HelcimProperties p) { LoggerFactory.getLogger(Dump.class).info("props {}", p); } }\n'
PHP = "<?php\nclass Helcim {\n  private function log($m, $ctx = []) { %s error_log($m . json_encode($ctx)); }\n  public function call() { $this->log('x', ['headers' => ['api-token' => get_option('helcim_api_token')]]); }\n}\n"


@pytest.mark.parametrize(
    ("path", "text", "rules"),
    [
        ("a.ts", CLIENT % "toJSON() { return { ready: Boolean(this.#token) }; }", []),
        ("a.ts", CLIENT % "toJSON() { return { token: this.#token }; }", ["api-token-logged"]),
        ("a.rb", RUBY % "@token.last(4)", []),
        ("a.rb", RUBY % "@token", ["api-token-logged"]),
        ("A.java", JAVA % "@ToString.Exclude", []),
        ("A.java", JAVA % "", ["api-token-logged"]),
        ("a.php", PHP % "unset($ctx['headers']['api-token']);", []),
        ("a.php", PHP % "", ["headers-logged"]),
        ("a.js", "const d = { a: { headers: { 'api-token': process.env.HELCIM_API_TOKEN } } };\ndelete d.a.headers['api-token'];\nconsole.log(d);\n", []),
        ("a.js", "const d = { a: { headers: { 'api-token': process.env.HELCIM_API_TOKEN } } };\ndelete d.a.headers['accept'];\nconsole.log(d);\n", ["headers-logged"]),
        ("a.sh", 'echo "::add-mask::$HELCIM_API_TOKEN"\n', []),
        ("a.sh", 'echo "::notice::$HELCIM_API_TOKEN"\n', ["api-token-logged"]),
    ],
)
def test_kept_back(path: str, text: str, rules: list[str]) -> None:
    assert [one.rule for one in found({path: text})] == rules
