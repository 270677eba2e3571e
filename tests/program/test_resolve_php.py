import json

import pytest

from helcim_audit.program.resolve_php import resolve
from tests.program.tree import Tree

COMPOSER = {
    "autoload": {"psr-4": {"Acme\\": "src/", "Acme\\Pay\\": ["packages/pay/", "more"], "Root\\": ""}, "psr-0": {"Old_": "legacy"}},
    "autoload-dev": {"psr-4": {"Acme\\Tests\\": "tests/"}},
}
PROJECT = Tree(
    {
        "composer.json": json.dumps(COMPOSER),
        "packages/in/composer.json": json.dumps({"autoload": {"psr-4": {"In\\": "lib"}}}),
        **dict.fromkeys(
            (
                "index.php", "config.php", "src/Client.php", "packages/pay/Gateway.php", "more/Other.php", "tests/ClientTest.php", "Thing.php",
                "packages/in/lib/Deep/A.php", "app/Services/Helcim.php", "public/index.php", "public/inc/db.php", "includes/class-wc-helcim.php",
                "a/dup.php", "b/dup.php", "x/only/here.php", "old/User.php", "legacy/Old/Mail.php",
            ),
            "<?php",
        ),
        "web/Models/User.php": "<?php\n\nnamespace Any\\Models;\n",
        "http/Request.php": "<?php namespace Own\\Http;",
    }
)


@pytest.mark.parametrize(
    ("importer", "module", "expected"),
    [
        ("public/index.php", "../config.php", "config.php"),
        ("public/index.php", "./inc/db.php", "public/inc/db.php"),
        ("public/index.php", "inc/db.php", "public/inc/db.php"),
        ("public/index.php", "./config.php", None),
        ("public/inc/db.php", "inc/db.php", "public/inc/db.php"),
        ("public/inc/db.php", "config.php", "config.php"),
        ("index.php", "../../etc/passwd.php", None),
        ("index.php", "only/here.php", "x/only/here.php"),
        ("index.php", "dup.php", None),
        ("index.php", "http://example.org/config.php", None),
        ("index.php", "Acme\\Client", "src/Client.php"),
        ("index.php", "\\Acme\\Client", "src/Client.php"),
        ("index.php", "Acme\\Pay\\Gateway", "packages/pay/Gateway.php"),
        ("index.php", "Acme\\Pay\\Other", "more/Other.php"),
        ("index.php", "Acme\\Tests\\ClientTest", "tests/ClientTest.php"),
        ("index.php", "Root\\Thing", "Thing.php"),
        ("index.php", "In\\Deep\\A", "packages/in/lib/Deep/A.php"),
        ("index.php", "App\\Services\\Helcim", "app/Services/Helcim.php"),
        ("index.php", "Any\\Models\\User", "web/Models/User.php"),
        ("index.php", "Old_Mail", "legacy/Old/Mail.php"),
        ("index.php", "User", "old/User.php"),
        ("index.php", "WC_Helcim", "includes/class-wc-helcim.php"),
        ("index.php", "GuzzleHttp\\Psr7\\Request", None),
        ("index.php", "Illuminate\\Http\\Request", None),
        ("index.php", "Own\\Http\\Request", "http/Request.php"),
        ("index.php", "", None),
        ("index.php", "x" * 500, None),
    ],
)
def test_resolve(importer: str, module: str, expected: str | None) -> None:
    assert resolve(importer, module, PROJECT) == expected


@pytest.mark.parametrize("manifest", ["", "[", "[]", '{"autoload": 1}', '{"autoload": {"psr-4": []}}', '{"autoload": {"psr-4": {"A\\\\": 1}}}', "[" * 5000])
def test_broken_manifests_are_no_manifests(manifest: str) -> None:
    project = Tree({"composer.json": manifest, "src/B.php": "<?php namespace A;"})
    assert resolve("index.php", "A\\B", project) == "src/B.php"

