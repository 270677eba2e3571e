"""What of a template is sent to the browser as a script?"""

import pytest

from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.scanners import Context, scan

CALL = "fetch('https://api.helcim.com/v2/invoices', {headers: {'api-token': '{{legacy25}}'}})"


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("pay.html.j2", f"<script>{{% if x %}}\n{CALL}\n{{% endif %}}</script>", "api-token-in-client-code"),
        ("pay.blade.php", f"<script type=module>\nconst a = {{{{ $b }}}};\n{CALL}</script>", "api-token-in-client-code"),
        ("pay.php", f"<?php $a = 1; ?>\n<script>\n{CALL}\n</script>", "api-token-in-client-code"),
        ("pay.php", "<script>const x = 1</script>\n<?php $helcim_api_token = '{{legacy25}}';", "hardcoded-api-token"),
        ("pay.ejs", "<script>const t = '<% const helcimApiToken = \"{{legacy25}}\" %>'</script>", "hardcoded-api-token"),
        ("pay.aspx", "<script runat='server'>string helcimApiToken = \"{{legacy25}}\";</script>", "hardcoded-api-token"),
        ("pay.html.twig", "{% set helcim_api_token = '{{legacy25}}' %}\n<script>const a = 1</script>", "hardcoded-api-token"),
    ],
)
def test_scripts_of_templates(name: str, text: str, rule: str) -> None:
    found = scan(Document(name, fill(text).encode()), Context())
    assert [match.rule for match in found] == [rule]
