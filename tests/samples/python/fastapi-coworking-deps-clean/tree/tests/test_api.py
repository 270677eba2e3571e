import os

os.environ.setdefault("HELCIM_API_TOKEN", "test-token")

from fastapi.testclient import TestClient  # noqa: E402

from coworkly.api import app  # noqa: E402


def test_checkout_hides_the_secret(respx_mock):
    respx_mock.post("https://api.helcim.com/v2/helcim-pay/initialize").respond(
        json={"checkoutToken": "chk", "secretToken": "sec"}
    )
    out = TestClient(app).post("/bookings/3/checkout").json()
    assert out == {"booking_id": 3, "checkout_token": "chk"}
