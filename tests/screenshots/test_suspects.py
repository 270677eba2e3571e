"""What is taken for a secret among the lines that were read in a picture. Lines are made here, in a font of 10 by 20 pixels."""

import pytest

from helcim_audit.placeholders import fill
from helcim_audit.screenshots.lines import Box, Line, rows
from helcim_audit.screenshots.suspects import suspects, transcript, unsure

TOKEN = fill("{{token}}")


def line(text: str, row: int = 0, column: int = 0, score: float = 0.98) -> Line:
    text = fill(text)
    left = column * 10
    return Line(text, score, Box(left, row * 30, left + 10 * len(text), row * 30 + 20), tuple((left + 10 * i, left + 10 * i + 10) for i in range(len(text))))


def seen(*lines: Line) -> list[str]:
    return [one.line.text[one.start : one.end - one.keep] for one in suspects(lines)]


@pytest.mark.parametrize(
    "text",
    [
        "-H 'api-token: {{token}}' \\",
        "HELCIM_API_T0KEN={{token}}",
        "api-token   {{token}}",
        '"api-token": "{{token}}",',
        "{{token}}",
        "export HELCIM_API_TOKEN='{{token}}'",
        "Ap1 Token: {{token}}",
    ],
)
def test_a_token_on_its_line(text: str) -> None:
    assert seen(line(text)) == [TOKEN[:-4]]


def test_what_was_read_wrongly_is_still_taken_for_a_token() -> None:
    for damaged in (TOKEN.replace("O", "0"), TOKEN[:30] + TOKEN[31:], TOKEN[:20] + "l1" + TOKEN[20:], TOKEN.replace("!", "|")):
        assert seen(line(f"api-token: {damaged}")) == [damaged[:-4]], damaged


@pytest.mark.parametrize("text", ['"secretToken": "{{secrettoken}}"', "helcim verifierToken: {{verifier}}", "jsSecretKey = {{jskey}}", "apiToken={{legacy25}}"])
def test_named_values(text: str) -> None:
    assert len(seen(line(text))) == 1


def test_the_value_in_the_next_column_and_on_the_next_lines() -> None:
    assert seen(line("api-token", 0), line("{{token}}", 0, 20)) == [TOKEN[:-4]]
    assert seen(line(f"api-token: {TOKEN[:30]}"), line(f"{TOKEN[30:50]}", 1), line(f"{TOKEN[50:]}'", 2)) == [TOKEN[:30], TOKEN[30:50], TOKEN[50:-4]]
    assert seen(line(TOKEN[:40]), line(TOKEN[40:], 1)) == [TOKEN[:40], TOKEN[40:-4]]


def test_what_keeps_four_characters_keeps_the_last_of_the_whole() -> None:
    parts = suspects([line(f"api-token: {TOKEN[:61]}"), line(TOKEN[61:], 1)])
    assert [one.keep for one in parts] == [1, 3]


@pytest.mark.parametrize(
    "text",
    [
        "api-token: {{token|mask}}",
        "api-token: xxxxxxxxxxxx{{token|last}}",
        "api-token: YOUR_API_TOKEN",
        "api-token: ",
        '"checkoutToken": "{{checkouttoken}}"',
        "https://github.com/example/Some-Repository_Name/blob/main/Path2/File-Name.ts",
        "commit {{hash}}",
        "The api-token header is required for every request",
        "sha512-{{hash}}",
        "d41d8cd98f00b204e9800998ecf8427e",
        "api-token 1gWn'",
    ],
)
def test_what_is_no_secret(text: str) -> None:
    assert seen(line(text)) == []


def test_cards() -> None:
    assert seen(line("cardNumber: {{pan}}")) == [fill("{{pan}}")[:-4]]
    assert seen(line("order {{pan}}")) == []


def test_rows_are_read_from_left_to_right() -> None:
    one, two, three = line("b", 0, 20), line("a", 0), line("c", 1)
    assert rows([three, one, two]) == [[two, one], [three]]


def test_doubt_is_said_only_near_a_name() -> None:
    bad = line("a0wqu$6?_n#UEoKH6", 1, score=0.4)
    assert unsure([line("api-token:"), bad]) == [bad]
    assert unsure([line("accept:"), bad]) == []


def test_the_transcript_puts_a_broken_token_together() -> None:
    assert transcript([line("$ curl"), line(f"api-token: {TOKEN[:30]}", 1), line(TOKEN[30:], 2), line("done", 3)]) == f"$ curl\napi-token: {TOKEN}\n\ndone\n"
    assert transcript([line(TOKEN)]) == f"helcim api-token: {TOKEN}\n"
