"""Names as helcim.md section 3 lists them."""

import pytest

from helcim_audit.names import classify, is_helcim_host, public_prefix
from helcim_audit.secrets import SecretKind

API = ["HELCIM_API_TOKEN", "HELCIM_API_KEY", "HELCIM_TOKEN", "HELCIM_API_ACCESS_TOKEN", "HELCIM_PRIVATE_API_KEY", "HELCIM_GENERAL_API_TOKEN", "HELCIM_TRANSACTION_API_TOKEN", "HELCIM_PAY_JS_TOKEN", "HELCIM_HELCIMPAY_TOKEN", "HELCIM_API_TOKEN_PRODUCTION", "HELCIM_API_TOKEN_SANDBOX", "HELCIM_API_TOKEN_TEST", "TEST_HELCIM_API_TOKEN", "TESTING_HELCIM_API_TOKEN", "NUXT_HELCIM_API_TOKEN", "HELICM_API_TOKEN", "helcimApiToken", "helcim_api_token", "apiTokenV2", "payment/helcim_api/api_token", "helcim.apiToken", "api-token", "Api-Token", "apiToken"]
OTHER = {
    "HELCIM_WEBHOOK_SECRET": SecretKind.WEBHOOK_VERIFIER,
    "HELCIM_WEBHOOK_VERIFIER": SecretKind.WEBHOOK_VERIFIER,
    "HELCIM_WEBHOOK_VERIFIER_TOKEN": SecretKind.WEBHOOK_VERIFIER,
    "verifierToken": SecretKind.WEBHOOK_VERIFIER,
    "HELCIM_PAGE_SECRET": SecretKind.HELCIMJS_SECRET_KEY,
    "HELCIM_SECRET_KEY": SecretKind.HELCIMJS_SECRET_KEY,
    "jsSecretKey": SecretKind.HELCIMJS_SECRET_KEY,
    "secretToken": SecretKind.SECRET_TOKEN,
    "secret_token": SecretKind.SECRET_TOKEN,
    "partner-token": SecretKind.PARTNER_TOKEN,
    "cardToken": SecretKind.CARD_TOKEN,
}
FINE = ["HELCIM_JS_TOKEN", "HELCIM_JS_CONFIG_TOKEN", "HELCIM_JS_VERIFY_TOKEN", "HELCIM_CHECKOUT_TOKEN", "HELCIM_ACCOUNT_ID", "HELCIM_TERMINAL_ID", "HELCIM_TEST_MODE", "HELCIM_ENV", "HELCIM_DEBUG", "HELCIM_URL", "checkoutToken", "SENDBIRD_API_TOKEN", "MONERIS_API_TOKEN", "STRIPE_WEBHOOK_SECRET", "csrf_token", "access_token"]


@pytest.mark.parametrize("name", API)
def test_names_of_api_tokens(name: str) -> None:
    found = classify(name)
    assert found is not None
    assert found.kind is SecretKind.API_TOKEN


@pytest.mark.parametrize(("name", "kind"), OTHER.items())
def test_names_of_other_secrets(name: str, kind: SecretKind) -> None:
    found = classify(name)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize("name", FINE)
def test_names_that_announce_no_secret(name: str) -> None:
    assert classify(name) is None


@pytest.mark.parametrize("name", ["key", "token", "api_key", "secret"])
def test_short_names_count_only_inside_helcim(name: str) -> None:
    assert classify(name) is None
    assert classify(name, in_helcim=True) is not None


@pytest.mark.parametrize("prefix", ["NEXT_PUBLIC_", "VITE_", "REACT_APP_", "VUE_APP_", "GATSBY_", "NUXT_PUBLIC_", "PUBLIC_", "EXPO_PUBLIC_", "NG_APP_", "STORYBOOK_"])
def test_public_prefixes(prefix: str) -> None:
    found = classify(prefix + "HELCIM_API_TOKEN")
    assert found is not None
    assert found.public_prefix == prefix
    assert classify(prefix + "HELCIM_JS_TOKEN") is None


@pytest.mark.parametrize("name", ["PUBLIC_KEY", "NEXT_PUBLIC_KEY", "HELCIM_PUBLIC_KEY"])
def test_a_public_key_is_no_key_that_is_published(name: str) -> None:
    assert classify(name, in_helcim=True) is None


def test_a_bare_token_behind_a_public_prefix_is_ambiguous() -> None:
    found = classify("VITE_HELCIM_TOKEN")
    assert found is not None
    assert found.ambiguous
    assert public_prefix("viteHelcimToken") == ""


@pytest.mark.parametrize("host", ["api.helcim.com", "api.helcim.test", "secure.myhelcim.com", "shop.myhelcim.com", "api.helcim.dev", "secure.helcim.app:443"])
def test_hosts(host: str) -> None:
    assert is_helcim_host(host)
    assert not is_helcim_host("helcim-fan.example.com")


@pytest.mark.parametrize("name", ["MONERIS_API_TOKEN", "sendbirdApiToken", "SVIX_VERIFIER_TOKEN", "stripe_secret_key"])
def test_a_name_that_says_another_vendor_is_not_helcims_anywhere(name: str) -> None:
    assert classify(name, in_helcim=True) is None
    assert classify("helcim_" + name) is not None
