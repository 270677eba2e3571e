"""Other places than a log line where a secret is written down: all local names, what objects say of themselves, monitoring."""

import pytest

from tests.program.test_flow import found

PYTHON = 'import os, logging, inspect\nlog = logging.getLogger("helcim")\ndef charge(amount):\n    token = os.environ["HELCIM_API_TOKEN"]\n    %s\n'
CSHARP = "public class HelcimClient {\n  private readonly string _apiToken; private readonly ILogger<HelcimClient> _logger;\n  public HelcimClient(string apiToken, ILogger<HelcimClient> logger) { _apiToken = apiToken; _logger = logger; }\n  public void A() { %s }\n  public override string ToString() => %s;\n}\n"
JAVA = 'class HelcimClient {\n  private final String apiToken;\n  HelcimClient(String apiToken) { this.apiToken = apiToken; }\n  void a() { %s }\n  @Override public String toString() { return %s; }\n}\n'
RUBY = 'class HelcimClient\n  def initialize(token = ENV["HELCIM_API_TOKEN"]); @token = token; end\n  def a\n    %s\n  end\n  def to_s; %s; end\nend\n'


@pytest.mark.parametrize(
    ("path", "text", "rules"),
    [
        ("a.py", PYTHON % "log.error('failed: %s', locals())", ["api-token-logged"]),
        ("a.py", PYTHON % "log.error('failed: %r', inspect.currentframe().f_locals)", ["api-token-logged"]),
        ("a.py", PYTHON % "log.error('failed: %s', sorted(locals()))", []),
        ("a.py", PYTHON.replace('"HELCIM_API_TOKEN"', '"PORT"') % "log.error('helcim failed: %s', locals())", []),
        ("A.cs", CSHARP % ('SentrySdk.ConfigureScope(s => s.SetExtra("token", _apiToken));', '""'), ["api-token-logged"]),
        ("A.cs", CSHARP % ('Activity.Current?.SetTag("helcim.token", _apiToken);', '""'), ["api-token-logged"]),
        ("A.cs", CSHARP % ('_logger.LogInformation("{Client}", this);', '"HelcimClient " + _apiToken'), ["api-token-logged"]),
        ("A.cs", CSHARP % ('_logger.LogInformation("{Client}", this);', '"HelcimClient"'), []),
        ("A.java", JAVA % ('MDC.put("token", apiToken);', '""'), ["api-token-logged"]),
        ("A.java", JAVA % ('log.info("{}", this);', '"HelcimClient " + apiToken'), ["api-token-logged"]),
        ("A.java", JAVA % ('log.info("{}", this);', '"HelcimClient " + apiToken.length()'), []),
        ("a.rb", RUBY % ("puts self", '"client #{@token}"'), ["api-token-logged"]),
        ("a.rb", RUBY % ("puts self", '"client #{@token.size}"'), []),
        ("a.rb", RUBY % ("Honeybadger.context(token: @token)", '""'), ["api-token-logged"]),
        ("a.php", "<?php\n$t = getenv('HELCIM_API_TOKEN');\n\\Sentry\\captureMessage(\"helcim $t\");\n", ["api-token-logged"]),
    ],
)
def test_shown_elsewhere(path: str, text: str, rules: list[str]) -> None:
    assert [one.rule for one in found({path: text})] == rules
