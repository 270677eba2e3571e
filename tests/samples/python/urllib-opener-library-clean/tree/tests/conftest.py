import os

import pytest
import vcr

from pyhelcim.client import Client

recorder = vcr.VCR(
    cassette_library_dir="tests/cassettes",
    filter_headers=[("api-token", "<API_TOKEN>")],
    record_mode="none",
)


@pytest.fixture
def client():
    return Client(os.environ.get("HELCIM_API_TOKEN", "test-token"))
