from .conftest import recorder


def test_repr(client):
    assert repr(client) == "<Client ****oken>"


@recorder.use_cassette("connection.yaml")
def test_connection(client):
    assert client.get("/connection-test") == {"message": "Connected Successfully"}
