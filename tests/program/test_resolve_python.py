import pytest

from helcim_audit.program.resolve_python import resolve, resolve_name
from tests.program.tree import Tree

FILES = dict.fromkeys(
    (
        "manage.py", "shop/__init__.py", "shop/settings/__init__.py", "shop/settings/base.py", "shop/pay/__init__.py", "shop/pay/client.py",
        "shop/pay/views.py", "shop/logging.py", "shop/config.py", "config.py",
        "libs/core/pyproject.toml", "libs/core/src/core/__init__.py", "libs/core/src/core/keys.py", "libs/core/tests/test_keys.py",
        "services/api/app/main.py", "services/api/app/config.py", "services/api/app/routers/pay.py",
        "scripts/run.py", "scripts/secrets.py", "scripts/client.py", "space/inner/mod.py",
        "both/thing.py", "both/thing/__init__.py", "both/use.py",
    ),
    "",
)  # fmt: skip


@pytest.mark.parametrize(
    ("importer", "module", "found"),
    [
        ("shop/pay/views.py", ".client", "shop/pay/client.py"),
        ("shop/pay/views.py", ".", "shop/pay/__init__.py"),
        ("shop/pay/__init__.py", ".client", "shop/pay/client.py"),
        ("shop/pay/views.py", "..settings", "shop/settings/__init__.py"),
        ("shop/pay/views.py", "..settings.base", "shop/settings/base.py"),
        ("shop/pay/views.py", "...config", "config.py"),
        ("shop/pay/views.py", "....config", None),
        ("shop/pay/views.py", "shop.settings.base", "shop/settings/base.py"),
        ("shop/pay/views.py", "config", "config.py"),
        ("shop/pay/views.py", "pay.client", "shop/pay/client.py"),
        ("shop/pay/views.py", "logging", None),
        ("shop/pay/views.py", "requests", None),
        ("manage.py", "shop", "shop/__init__.py"),
        ("libs/core/tests/test_keys.py", "core.keys", "libs/core/src/core/keys.py"),
        ("scripts/run.py", "core", "libs/core/src/core/__init__.py"),
        ("services/api/app/routers/pay.py", "app.config", "services/api/app/config.py"),
        ("services/api/app/main.py", "config", "services/api/app/config.py"),
        ("services/api/app/routers/pay.py", "services.api.app.main", "services/api/app/main.py"),
        ("scripts/run.py", "secrets", "scripts/secrets.py"),
        ("manage.py", "secrets", None),
        ("scripts/run.py", "scripts.client", "scripts/client.py"),
        ("scripts/run.py", "space.inner.mod", "space/inner/mod.py"),
        ("scripts/run.py", "space.inner", None),
        ("scripts/client.py", "client", None),
        ("both/use.py", "thing", "both/thing/__init__.py"),
        ("manage.py", "", None),
        ("manage.py", "." * 500, None),
        ("manage.py", "..config", None),
    ],
)
def test_resolve(importer: str, module: str, found: str | None) -> None:
    assert resolve(importer, module, Tree(FILES)) == found


@pytest.mark.parametrize(
    ("importer", "module", "name", "found"),
    [
        ("shop/pay/views.py", ".", "client", "shop/pay/client.py"),
        ("shop/pay/views.py", "..", "config", "shop/config.py"),
        ("shop/pay/views.py", "shop.settings", "base", "shop/settings/base.py"),
        ("shop/pay/views.py", "shop.settings", "TOKEN", "shop/settings/__init__.py"),
        ("scripts/run.py", "space.inner", "mod", "space/inner/mod.py"),
        ("scripts/run.py", "space.inner", "other", None),
        ("scripts/run.py", "requests", "get", None),
    ],
)
def test_names_are_submodules_first(importer: str, module: str, name: str, found: str | None) -> None:
    assert resolve_name(importer, module, name, Tree(FILES)) == found


def test_a_root_that_is_a_package() -> None:
    tree = Tree(dict.fromkeys(("__init__.py", "models.py", "views.py"), ""))
    assert resolve("views.py", ".models", tree) == "models.py"
    assert resolve("views.py", ".", tree) == "__init__.py"
    assert resolve("views.py", "models", tree) == "models.py"
    assert resolve("views.py", "logging", tree) is None
