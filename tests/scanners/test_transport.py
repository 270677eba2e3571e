"""Signs of a connection that is not safe: what the labelled files (tests/samples/transport.yaml) do not reach."""

import re

import pytest

from helcim_audit.filetypes import identify
from helcim_audit.model import Document
from helcim_audit.scanners.context import Neighbourhood
from helcim_audit.scanners.transport import transport
from helcim_audit.scanners.transport_signs import SIGNS


def _found(path: str, text: str) -> list[tuple[str, str]]:
    document = Document(path, text.encode())
    return [(match.rule, text[match.span.start : match.span.end]) for match in transport(document, identify(path, text), Neighbourhood(document))]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.words[0])
def test_patterns_compile_and_words_are_what_the_document_is_asked_for(sign: object) -> None:
    assert all(word == word.lower() and len(word) >= 3 for word in sign.words)  # type: ignore[attr-defined]
    re.compile(sign.pattern, re.MULTILINE)  # type: ignore[attr-defined]


def test_what_is_underlined_is_the_switch() -> None:
    assert _found("a.py", "# helcim\nx = 1\nrequests.get(u, verify=False)\n") == [("tls-verification-disabled", "verify=False")]
    assert _found("a.sh", "curl -fsSkL https://api.helcim.com/v2/\n") == [("tls-verification-disabled", "-fsSkL")]


def test_addresses_of_others_are_told_by_their_names() -> None:
    for helcims, others in (("HELCIM_URL", "INTRANET"), ("Helcim.host", "Erp.host"), ("settings.HELCIM_BASE_URL", "settings.WAREHOUSE_URL")):
        text = f"requests.get({helcims})\nrequests.get({{}}, verify=False)\n"
        assert [len(_found("a.py", text.format(one))) for one in (helcims, others, "PURCHASE_URL", "self.base_url")] == [1, 0, 1, 1]
    assert len(_found("a.py", "HELCIM_URL\nPAY = 1\nLATER = x + '/payment'\nrequests.get(LATER, verify=False)\n")) == 1


def test_one_switch_may_do_both() -> None:
    assert sorted(rule for rule, _ in _found("a.sh", "curl -kv https://api.helcim.com/v2/\n")) == ["http-debug-enabled", "tls-verification-disabled"]


def test_documents_and_payloads_are_not_programs() -> None:
    assert _found("a.md", "helcim: `requests.get(u, verify=False)`") == []
    assert _found("a.log", "GET http://api.helcim.com/v2/ 301") == []


def test_long_input_takes_little_work() -> None:
    """No pattern may try every place against every other: a hundred thousand beginnings of hits."""
    for piece in ("verify = ", "curl -s ", "http://helcim.", "rejectUnauthorized: {", "Http::x(", "getLogger('urllib3') ", "DumpRequestOut("):
        _found("helcim.py", piece * 5000)
        _found("helcim.ts", piece * 5000)
        _found("helcim.php", piece * 5000)
        _found("helcim.go", piece * 5000)


def test_a_handle_made_for_another_host() -> None:
    text = "<?php\n// not helcim\n$ch = curl_init('https://HOST/x');\ncurl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);\n"
    assert _found("a.php", text.replace("HOST", "proxy.example.org")) == []
    assert [rule for rule, _ in _found("a.php", text.replace("HOST", "api.helcim.com"))] == ["tls-verification-disabled"]


_TWO = """package pay

var token = os.Getenv("HELCIM_API_TOKEN")

func New() *App {
	return &App{
		printer: &http.Client{PRINTER},
		helcim: &http.Client{HELCIM},
	}
}

func (a *App) print(b io.Reader) {
	a.printer.Post("https://10.0.0.5/print", "text/plain", b)
}

func (a *App) charge(r *http.Request) {
	r.Header.Set("api-token", token)
	a.helcim.Do(r)
}
"""


def test_a_client_belongs_to_the_host_that_it_is_used_for() -> None:
    off = "Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}"
    assert _found("a.go", _TWO.replace("PRINTER", off).replace("HELCIM}", "}")) == []
    assert [rule for rule, _ in _found("a.go", _TWO.replace("PRINTER", "").replace("HELCIM}", off + "}"))] == ["tls-verification-disabled"]
    assert _found("a.py", "erp = requests.Session()\nerp.verify = False\nhelcim.headers['api-token'] = t\n\ndef sync():\n    return erp.get('https://erp.local/api')\n") == []
    assert _found("a.py", "s = requests.Session()\ns.verify = False\ns.headers['api-token'] = t  # helcim\n\ndef sync():\n    return s.get('https://erp.local/api')\n") != []


def test_a_chain_of_calls_names_its_host_in_any_link() -> None:
    text = 's.AddHttpClient("x", c =>\n{\n  c.BaseAddress = new Uri("https://HOST/");\n}).Configure(() => new HttpClientHandler\n{\n  ServerCertificateCustomValidationCallback = (a, b, c, d) => true\n}); // helcim\n'
    assert _found("a.cs", text.replace("HOST", "printer.local")) == []
    assert _found("a.cs", text.replace("HOST", "api.helcim.com")) != []
@pytest.mark.parametrize(("text", "count"), [("Mojo::UserAgent->new(insecure => 1)", 1), ("Mojo::UserAgent->new(max_redirects => 3, insecure => 1)", 1), ("Mojo::UserAgent->new(insecure => 0)", 0)])
def test_clients_of_mojolicious(text: str, count: int) -> None:
    assert len(_found("pay.pl", f"my $ua = {text};\n$ua->get('https://api.helcim.com/v2/customers');\n")) == count
