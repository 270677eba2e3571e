from helcimkit.client import Client


def test_connection(httpx_mock):
    httpx_mock.add_response(json={"message": "Connected Successfully"})
    assert Client(api_token="test-token").connection_test()["message"] == "Connected Successfully"
