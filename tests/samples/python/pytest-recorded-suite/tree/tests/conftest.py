import pytest


@pytest.fixture(scope="module")
def vcr_config():
    return {"record_mode": "none"}


@pytest.fixture
def helcim_env(monkeypatch):
    monkeypatch.setenv("HELCIM_API_TOKEN", "{{token7}}")
    monkeypatch.setenv("HELCIM_CURRENCY", "CAD")
