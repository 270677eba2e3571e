from unittest.mock import patch

import pytest

from shop.helcim import Client


@pytest.fixture
def client():
    return Client(api_token="test-token", base="https://api.helcim.com/v2")


@patch.dict("os.environ", {"HELCIM_API_TOKEN": "fake-token-for-tests"})
def test_header(client):
    assert client.headers()["api-token"] == "test-token"


def test_rejects_short():
    with pytest.raises(ValueError):
        Client(api_token="x")
