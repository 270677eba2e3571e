import pytest

from plans.integrations.helcim.client import HelcimAPI


@pytest.fixture
def api(requests_mock):
    requests_mock.post("https://api.helcim.com/v2/helcim-pay/initialize", json={"checkoutToken": "c", "secretToken": "s"})
    return HelcimAPI(token="test-token")


def test_header_is_sent(api, requests_mock):
    api.call("POST", "helcim-pay/initialize", {})
    assert requests_mock.last_request.headers["api-token"] == "test-token"
