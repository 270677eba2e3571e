import pytest

from helcim_audit.fixes.variables import Variables


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("HELCIM_API_TOKEN", "HELCIM_API_TOKEN"), ("_helcim_token_live", "HELCIM_TOKEN_LIVE"), ("helcimApiToken", "HELCIM_API_TOKEN"),
        ("NEXT_PUBLIC_HELCIM_API_TOKEN", "HELCIM_API_TOKEN"), ("api-token", "HELCIM_API_TOKEN"), ("TOKEN", "HELCIM_API_TOKEN"), ("", "HELCIM_API_TOKEN"),
        ("helcim", "HELCIM_API_TOKEN"),
    ],
)  # fmt: skip
def test_names(name: str, expected: str) -> None:
    assert Variables().choose("s", "api-token", [name]) == expected


def test_one_secret_one_name_unless_the_code_has_two() -> None:
    names = Variables()
    assert names.choose("s", "api-token", []) == "HELCIM_API_TOKEN"
    assert names.choose("t", "api-token", ["HELCIM_API_TOKEN"]) == "HELCIM_API_TOKEN_2"
    assert names.choose("s", "api-token", ["HELCIM_TOKEN"]) == "HELCIM_API_TOKEN"
    assert names.choose("t", "api-token", [], "PAY_TOKEN") == "PAY_TOKEN"
