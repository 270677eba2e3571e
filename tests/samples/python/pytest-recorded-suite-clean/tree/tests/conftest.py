import pytest


@pytest.fixture(scope="module")
def vcr_config():
    return {"record_mode": "none", "filter_headers": [("api-token", "<API_TOKEN>")]}


@pytest.fixture
def helcim_env(monkeypatch):
    monkeypatch.setenv("HELCIM_API_TOKEN", "test_helcim_token")
    monkeypatch.setenv("HELCIM_CURRENCY", "CAD")
