"""A secret is masked in every writing, and everything else stays as it was."""

import base64
import io
import json
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.prefilter import Prefilter
from helcim_audit.redaction import known, stream
from helcim_audit.redaction.stream import from_reader, redact_stream
from helcim_audit.redaction.text import Redactor, redact_text
from helcim_audit.redaction.written import recoded
from helcim_audit.scanners import Context, scan

TOKEN = fill("{{token}}")
LAST = TOKEN[-4:]
MASKED = "*" * 60 + LAST


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("api-token: {{token}}", f"api-token: {MASKED}"),
        ("curl -H 'api-token: {{token}}' https://api.helcim.com", f"curl -H 'api-token: {MASKED}' https://api.helcim.com"),
        ("token {{token}} stands alone", f"token {MASKED} stands alone"),
        ('{"helcim": {"secretToken": "{{secrettoken}}"}}', '{"helcim": {"secretToken": "' + "*" * 18 + fill("{{secrettoken}}")[-4:] + '"}}'),
        ('helcim\n"verifierToken": "{{verifier}}"', 'helcim\n"verifierToken": "' + "*" * 40 + fill("{{verifier}}")[-4:] + '"'),
        ("apiToken={{token|percent}}&x=1 helcim", "apiToken=" + "*" * (len(fill("{{token|percent}}")) - 4) + LAST + "&x=1 helcim"),
        ('"api-token": "{{token|json}}"', '"api-token": "' + "*" * (len(fill("{{token|json}}")) - 4) + LAST + '"'),
        ("HELCIM_API_TOKEN={{token|compose}}", "HELCIM_API_TOKEN=" + "*" * (len(fill("{{token|compose}}")) - 4) + LAST),
        ("<b>api-token: {{token|html}}</b>", "<b>api-token: " + "*" * (len(fill("{{token|html}}")) - 4) + LAST + "</b>"),
        ("helcim api-token: {{token|first}}********", "helcim api-token: " + "*" * 16),
    ],
)
def test_masks_keep_length_and_surroundings(text: str, masked: str) -> None:
    filled = fill(text)
    assert redact_text(filled) == masked
    assert redact_text(masked) == masked
    assert len(masked) == len(filled)


def test_pieces_keep_their_quotes() -> None:
    code = fill("API = 'https://api.helcim.com/v2'\nTOKEN = (\n    '{{token|head}}'\n    '{{token|tail}}'\n)\n")
    masked = redact_text(code, "pay.py")
    assert masked.splitlines()[2:4] == ["    '" + "*" * 32 + "'", "    '" + "*" * 28 + LAST + "'"]


@pytest.mark.parametrize(
    ("code", "masked"),
    [
        ('H = {"api-token": "".join(["{{token|head}}", "{{token|tail}}"])}  # helcim\n', 'H = {"api-token": "".join(["' + "*" * 32 + '", "' + "*" * 28 + LAST + '"])}  # helcim\n'),
        ('API = "https://api.helcim.com"\nHELCIM_API_TOKEN = "{{token|head}}" + "{{token|tail}}"\n', 'API = "https://api.helcim.com"\nHELCIM_API_TOKEN = "' + "*" * 32 + '" + "' + "*" * 28 + LAST + '"\n'),
    ],
)
def test_pieces_that_are_joined(code: str, masked: str) -> None:
    assert redact_text(fill(code), "pay.py") == masked


def test_a_neighbour_that_was_taken_for_a_piece_stays_in_its_quotes() -> None:
    text = fill('{"helcim": {"token": "{{damaged60}}","escaped": "x"}}')
    assert json.loads(redact_text(text, "conf.json"))["helcim"]["token"].strip("*") in ("", fill("{{damaged60}}")[-4:])


def test_base64_stays_base64_and_nothing_decodes_back() -> None:
    inner = base64.b64encode(f"Basic x:{TOKEN}".encode()).decode()
    outer = base64.b64encode(json.dumps({"headers": {"api-token": TOKEN}, "auth": inner}).encode()).decode()
    masked = redact_text(f'{{"helcim": true, "body": "{outer}"}}')
    body = json.loads(base64.b64decode(json.loads(masked)["body"]))
    assert body["headers"]["api-token"] == MASKED
    assert base64.b64decode(body["auth"]) == f"Basic x:{MASKED}".encode()


@pytest.mark.parametrize("written", [fill("{{token|b64}}"), base64.urlsafe_b64encode(TOKEN.encode()).decode(), fill("{{token|hex}}")])
def test_encodings_are_masked_in_their_own_alphabet(written: str) -> None:
    value = redact_text(f"helcim-token: {written}").removeprefix("helcim-token: ")
    decoded = bytes.fromhex(value) if len(value) == 128 else base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    assert decoded.decode() == MASKED


def test_wrapped_base64_keeps_its_lines() -> None:
    coded = base64.b64encode(f"noise before it, HELCIM_API_TOKEN={TOKEN}, and noise behind it that fills some lines".encode()).decode()
    lines = "\r\n ".join(coded[at : at + 40] for at in range(0, len(coded), 40))
    masked = recoded(lines, {TOKEN: 4})
    assert masked is not None
    assert [len(line) for line in masked.split("\r\n ")] == [len(line) for line in lines.split("\r\n ")]
    assert f"HELCIM_API_TOKEN={MASKED}".encode() in base64.b64decode(masked)


def test_formats_stay_valid() -> None:
    card = json.loads(redact_text(fill('{"helcim": 1, "cardNumber": {{pan}}, "cardCVV": 123, "cardExpiry": "1030"}')))
    assert card["cardNumber"] == int("9" * 12 + fill("{{pan}}")[-4:])
    assert card["cardCVV"] == 999
    config = yaml.safe_load(redact_text(fill("helcim:\n  api-token: {{token}}\n  other: [1, 2]\n"), "config.yaml"))
    assert config == {"helcim": {"api-token": "x" * 60 + LAST, "other": [1, 2]}}
    tagged = yaml.safe_load(redact_text(fill("helcim:\n  api-token: !!str {{token}}\n  list:\n  - {{token2}}\n"), "insomnia.yml"))
    assert tagged["helcim"]["api-token"] == "x" * 60 + LAST


def test_cards_in_text() -> None:
    masked = redact_text(fill("helcim cardNumber={{pan}} cardCVV=123 amount=10"))
    assert masked == "helcim cardNumber=" + "*" * 12 + fill("{{pan}}")[-4:] + " cardCVV=*** amount=10"


def test_a_value_that_was_found_is_hidden_wherever_it_stands() -> None:
    masked = redact_text(fill("first {{legacy25}} without a name\nhelcim apiToken: {{legacy25}}\n"))
    assert fill("{{legacy25}}") not in masked


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-8"])
def test_encodings_of_text_are_kept(encoding: str) -> None:
    text = "é😀 before\r\n" + fill("api-token: {{token}}\r\n") + "after 😀 €" * 3
    assert Redactor().document(Document("a.log", text.encode(encoding))).decode(encoding) == text.replace(TOKEN, MASKED)


def test_bytes_that_are_no_text_stay() -> None:
    data = b"\xff\x00\xfe\x81 api-token: " + TOKEN.encode() + b" \xc3\x28\x00" + bytes(range(256))
    assert Redactor().document(Document("a.bin", data)) == data.replace(TOKEN.encode(), MASKED.encode())


def test_what_is_clean_is_the_same_bytes() -> None:
    text = fill('api-token: {{token|mask}}\n"checkoutToken": "{{checkouttoken}}" your_api_token_here\r\n')
    assert redact_text(text) == text


def test_many_values_are_hidden_where_they_are_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_FEW", 5)
    values = [fill(f"{{{{secrettoken{n}}}}}") for n in range(20)]
    text = "\n".join(f"copy {value}" for value in values) + "\nhelcim\n" + "\n".join(f'{{"secretToken": "{value}"}}' for value in values)
    redactor = Redactor()
    masked = redactor.document(Document("helcim.log", text.encode())).decode()
    assert len(redactor.known.values) > 15
    assert [value for value in redactor.known.values if value in masked] == []


_FILLERS = st.text(alphabet=" \n\tabcXYZ019{}[]:,\"'=&%\\/<>.-", max_size=60)
_WRITTEN = st.sampled_from(["{{token}}", "{{token2}}", "{{token|percent}}", "{{token|json}}", "{{token|b64}}", "{{token|hex}}", "{{token|shell}}", "{{secrettoken}}", "{{legacy25}}"])
_NAMED = st.sampled_from(["api-token: ", '"api-token": "', "HELCIM_API_TOKEN=", "secretToken: ", " ", "helcim token = '"])


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(_FILLERS, _NAMED, _WRITTEN), min_size=1, max_size=4), _FILLERS)
def test_nothing_is_found_in_what_was_redacted(parts: list[tuple[str, str, str]], end: str) -> None:
    text = "helcim " + "".join(filler + name + fill(value) + " " for filler, name, value in parts) + end
    masked = redact_text(text)
    assert [match.rule for match in scan(Document("helcim.log", masked.encode()), Context()) if match.at_secret] == []
    assert redact_text(masked) == masked
    assert masked.count("\n") == text.count("\n")
    for match in scan(Document("helcim.log", text.encode()), Context()):
        assert match.secret is None or match.secret.value not in masked


# --- streams ---------------------------------------------------------------------------------------


def streamed(data: bytes, path: str = "app.log") -> tuple[bytes, Redactor]:
    redactor = Redactor()
    sink = io.BytesIO()
    redact_stream(from_reader(io.BytesIO(data).read), sink.write, path, redactor, Prefilter().admits)
    return sink.getvalue(), redactor


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "WINDOW", 4096)
    monkeypatch.setattr(stream, "OVERLAP", 512)


@pytest.mark.parametrize("line", [b"x" * 70 + b"\n", b"x y " * 17], ids=["lines", "one line"])
@pytest.mark.usefixtures("small")
def test_no_border_of_windows_lets_a_secret_through(line: bytes) -> None:
    for shift in range(0, 4200, 173):
        data = b"helcim " + line * 40 + b"y" * shift + f" api-token: {TOKEN} ".encode() + line * 90
        out, redactor = streamed(data)
        assert out == data.replace(TOKEN.encode(), MASKED.encode()), shift
        assert {one.masked for one in redactor.found} == {f"****{LAST}"}


@pytest.mark.usefixtures("small")
def test_lines_are_counted_over_windows() -> None:
    data = b"".join(b"line %d\n" % n for n in range(3000)) + f"api-token: {TOKEN}\n".encode() + b"z\n" * 3000
    _, redactor = streamed(data)
    assert [one.lines for one in redactor.found] == [(3001,)]


@pytest.mark.usefixtures("small")
def test_every_byte_of_a_clean_stream_arrives() -> None:
    for data in (b"", b"\n", b"a", b"\0" * 20_000, b"x" * 20_000, b"helcim\n" * 3000, bytes(range(256)) * 90):
        assert streamed(data)[0] == data


def test_masks_do_not_depend_on_the_filler() -> None:
    assert re.fullmatch(r"\*{60}\w{4}", redact_text(f"api-token: {TOKEN}").removeprefix("api-token: "))
