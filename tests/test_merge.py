"""One leak is one finding, two leaks are two."""

from helcim_audit.merge import merge
from helcim_audit.model import Match, Span
from helcim_audit.secrets import Secret, SecretKind

ONE, TWO = Secret(SecretKind.API_TOKEN, "one-value-0001"), Secret(SecretKind.API_TOKEN, "two-value-0002")


def test_the_more_telling_rule_wins_and_hides_what_both_hide() -> None:
    merged = merge([Match("api-token-in-config", Span(5, 20), ONE), Match("public-env-secret", Span(4, 20), ONE)])
    assert [match.rule for match in merged] == ["public-env-secret"]
    assert Span(5, 20) in merged[0].hidden


def test_two_secrets_side_by_side_stay_two() -> None:
    assert len(merge([Match("hardcoded-api-token", Span(0, 10), ONE), Match("hardcoded-api-token", Span(12, 22), TWO)])) == 2


def test_a_sink_around_another_secret_stays() -> None:
    sink = Match("api-token-logged", Span(0, 40), TWO, at_secret=False)
    assert len(merge([sink, Match("hardcoded-api-token", Span(10, 20), ONE)])) == 2


def test_the_order_of_input_does_not_matter() -> None:
    matches = [Match("a", Span(5, 9), ONE), Match("hardcoded-api-token", Span(5, 9), ONE), Match("b", Span(30, 40), TWO)]
    assert merge(matches) == merge(matches[::-1])
