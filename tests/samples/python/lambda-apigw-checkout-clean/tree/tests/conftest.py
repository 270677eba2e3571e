import os

import pytest


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.setenv("TABLE", "checkout-test")
    monkeypatch.setenv("HELCIM_SECRET_ARN", "arn:aws:secretsmanager:ca-central-1:000000000000:secret:helcim")
    monkeypatch.setattr("src.app._token", lambda: "test-token")
    os.environ.setdefault("AWS_DEFAULT_REGION", "ca-central-1")
