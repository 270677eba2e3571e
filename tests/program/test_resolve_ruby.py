import pytest

from helcim_audit.program.resolve_ruby import resolve, underscored
from tests.program.tree import Tree

PROJECT = Tree(
    dict.fromkeys(
        (
            "config/application.rb", "app/services/helcim_client.rb", "app/services/helcim/connection.rb", "app/services/helcim/checkout.rb", "app/models/order.rb",
            "app/controllers/concerns/paying.rb", "app/controllers/orders_controller.rb", "lib/tasks/a.rb", "lib/pay/client.rb", "gems/x/lib/x/version.rb", "gems/x/lib/x.rb",
            "script.rb", "tool.rb", "deep/er/only_here.rb", "app/models/twice.rb", "app/services/twice.rb",
        ),
        "",
    )
)


@pytest.mark.parametrize(
    ("importer", "module", "expected"),
    [
        ("script.rb", "./tool", "tool.rb"),
        ("lib/tasks/a.rb", "../pay/client", "lib/pay/client.rb"),
        ("script.rb", "../tool", None),
        ("script.rb", "pay/client", "lib/pay/client.rb"),
        ("gems/x/lib/x.rb", "x/version", "gems/x/lib/x/version.rb"),
        ("script.rb", "config/application.rb", "config/application.rb"),
        ("script.rb", "net/http", None),
        ("app/controllers/orders_controller.rb", "HelcimClient", "app/services/helcim_client.rb"),
        ("app/controllers/orders_controller.rb", "Helcim::Connection", "app/services/helcim/connection.rb"),
        ("app/services/helcim/checkout.rb", "Connection", "app/services/helcim/connection.rb"),
        ("app/services/helcim/checkout.rb", "Order", "app/models/order.rb"),
        ("app/controllers/orders_controller.rb", "Paying", "app/controllers/concerns/paying.rb"),
        ("app/controllers/orders_controller.rb", "Connection", "app/services/helcim/connection.rb"),
        ("script.rb", "Tool", "tool.rb"),
        ("script.rb", "OnlyHere", "deep/er/only_here.rb"),
        ("script.rb", "Twice", None),
        ("script.rb", "Net::HTTP", None),
        ("script.rb", "", None),
    ],
)
def test_resolve(importer: str, module: str, expected: str | None) -> None:
    assert resolve(importer, module, PROJECT) == expected


def test_names_of_files() -> None:
    assert underscored("HelcimPay::APIClient2Go") == "helcim_pay/api_client2_go"
