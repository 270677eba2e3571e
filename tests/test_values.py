"""Values as helcim.md sections 2 and 5 list them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helcim_audit.placeholders import V2_ALPHABET, fill
from helcim_audit.values import Verdict, entropy, is_v2, judge

PLACEHOLDERS = ["YOUR_UNIQUE_API_TOKEN", "YOUR_API_TOKEN", "your_helcim_api_token_here", "replace-with-your-token", "<token>", "<API_TOKEN>", "<paste-your-token>", "xxxxxxxxxxxxxxxx", "test-token", "test_helcim_key", "helcim-api-token-fake", "demo-token", "dev-mock", "probe_key", "changeme", "1234567890abcdef", "abcdefghijklmnop", "aaaaaaaaaaaaaaaaaaaa", "sandbox-token-12345", "mock-helcim-api-token", "abc123def456", "my-super-secret-token"]
REFERENCES = ["{{apiKey}}", "${HELCIM_API_TOKEN}", "$HELCIM_API_TOKEN", "%HELCIM_API_TOKEN%", "op://vault/item/field", "vault:secret/helcim", "ENC[AES256]", "process.env.HELCIM_API_TOKEN", "os.environ['X']", "${{secrets.X}}"]
MASKED = ["{{token|mask}}", "****{{token|last4}}", "••••••••{{token|last4}}", "[REDACTED]", "***REMOVED***", "***", "…{{token|last4}}", "<redacted>"]
PARTLY = ["{{token|first8}}****", "{{token|first4}}****{{token|last4}}", "{{token|first10}}...", "****{{token|last8}}", "{{token|first6}}…{{token|last4}}"]


@pytest.mark.parametrize("number", range(1, 9))
def test_tokens(number: int) -> None:
    assert is_v2(fill(f"{{{{token{number}}}}}"))


@pytest.mark.parametrize("value", ["{{hash}}", "{{plain}}", "{{other}}", "{{damaged57}}", "{{hex64}}"])
def test_not_the_shape(value: str) -> None:
    assert not is_v2(fill(value))


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_placeholders(value: str) -> None:
    assert judge(value) in (Verdict.PLACEHOLDER, Verdict.MASKED)


@pytest.mark.parametrize("value", REFERENCES)
def test_references(value: str) -> None:
    assert judge(value) is Verdict.REFERENCE


@pytest.mark.parametrize("value", MASKED)
def test_correct_masks(value: str) -> None:
    assert judge(fill(value)) in (Verdict.MASKED, Verdict.PLACEHOLDER)


@pytest.mark.parametrize("value", PARTLY)
def test_wrong_masks(value: str) -> None:
    assert judge(fill(value)) is Verdict.PARTLY_MASKED


@pytest.mark.parametrize("value", ["{{legacy16}}", "{{legacy25}}", "{{damaged57}}", "{{damaged58}}", "{{damaged60}}", "{{other}}", "{{plain}}", "{{verifier}}", "{{jskey}}", "{{secrettoken}}", "{{partner}}"])
def test_plausible_secrets(value: str) -> None:
    assert judge(fill(value)) is Verdict.SECRET


@given(st.text(max_size=200))
def test_judging_never_fails(value: str) -> None:
    assert judge(value) in Verdict


@given(st.text(alphabet=V2_ALPHABET, min_size=63, max_size=63))
def test_the_shape_needs_its_mix(body: str) -> None:
    if is_v2("a" + body):
        assert entropy("a" + body) >= 4.7
        assert any(c in "!#$%*@" for c in body)


def test_a_long_mask_is_judged_in_linear_time() -> None:
    """Were it not, this would not end."""
    for sign in "*xX#":
        assert judge(sign * 4000 + "!?") is not Verdict.SECRET
