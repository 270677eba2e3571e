import pytest

from helcim_audit.program.resolve_templates import resolve
from tests.program.tree import Tree

PROJECT = Tree(
    dict.fromkeys(
        (
            "shop/views.py", "shop/templates/shop/pay.html", "shop/templates/base.html", "other/templates/other/pay.html", "views/home.hbs", "views/partials/head.ejs", "app.js",
            "resources/views/layouts/app.blade.php", "resources/views/pay.blade.php", "app/controllers/orders_controller.rb", "app/views/orders/show.html.erb",
            "app/views/orders/_form.html.erb", "templates/mail/x.html.twig", "one/templates/same.html", "two/templates/same.html", "Views/Home/Index.cshtml",
        ),
        "",
    )
)


@pytest.mark.parametrize(
    ("importer", "name", "expected"),
    [
        ("shop/views.py", "shop/pay.html", "shop/templates/shop/pay.html"),
        ("shop/views.py", "base.html", "shop/templates/base.html"),
        ("shop/templates/shop/pay.html", "../base.html", "shop/templates/base.html"),
        ("other/views.py", "other/pay.html", "other/templates/other/pay.html"),
        ("app.js", "home", "views/home.hbs"),
        ("views/home.ejs", "partials/head", "views/partials/head.ejs"),
        ("app/Http/A.php", "layouts.app", "resources/views/layouts/app.blade.php"),
        ("app/Http/A.php", "shop::layouts.app", "resources/views/layouts/app.blade.php"),
        ("app/Http/A.php", "pay", "resources/views/pay.blade.php"),
        ("app/controllers/orders_controller.rb", "orders/show", "app/views/orders/show.html.erb"),
        ("app/views/orders/show.html.erb", "form", "app/views/orders/_form.html.erb"),
        ("src/Mailer.php", "@App/mail/x.html.twig", "templates/mail/x.html.twig"),
        ("one/views.py", "same.html", "one/templates/same.html"),
        ("three/views.py", "same.html", None),
        ("Controllers/Home.cs", "Index", "Views/Home/Index.cshtml"),
        ("app.js", "missing", None),
        ("app.js", "", None),
        ("app.js", "a\0b", None),
        ("app.js", "x" * 400, None),
    ],
)
def test_resolve(importer: str, name: str, expected: str | None) -> None:
    assert resolve(importer, name, PROJECT) == expected
