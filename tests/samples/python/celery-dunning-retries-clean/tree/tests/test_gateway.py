from dunning.gateway import Gateway


def test_repr_has_no_token():
    assert "test-token" not in repr(Gateway("test-token"))


def test_base():
    assert Gateway("test-token").base.startswith("https://")
