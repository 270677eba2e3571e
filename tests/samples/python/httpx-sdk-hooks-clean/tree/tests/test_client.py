from helcimkit.client import Client


def test_repr():
    client = Client(api_token="x" * 60 + "beef")
    assert repr(client) == "Client(api_token='***beef')"
