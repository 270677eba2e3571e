from helcim_audit.fixes.diff import unified
from helcim_audit.placeholders import fill
from helcim_audit.secrets import MASK

TOKEN = fill("{{token}}")


def test_what_is_removed_shows_its_last_four() -> None:
    shown = unified("a.py", f"A = 1\nT = '{TOKEN}'\n", "A = 1\nT = x\n", [TOKEN])
    assert shown == f"--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n A = 1\n-T = '{MASK * 60}{TOKEN[-4:]}'\n+T = x\n"


def test_pieces_copies_and_unknown_tokens_are_hidden() -> None:
    legacy, other = fill("{{legacy25}}"), fill("{{plain}}")
    old = f"A = '{TOKEN[:30]}'\nB = '{TOKEN[30:]}'\nC = 'x-{legacy}'\nD = '{other}'\nE = 1\n"
    shown = unified("a.py", old, old + "F = 2\n", [TOKEN])
    for secret in (TOKEN, legacy, other):
        assert not any(secret[at : at + 6] in shown for at in range(len(secret) - 6))
    assert " E = 1\n+F = 2\n" in shown


def test_names_stay_readable() -> None:
    line = "HELCIM_API_TOKEN_2 = os.environ['HELCIM_API_TOKEN_2']  # https://api.helcim.com/v2/connection-test\n"
    assert "+" + line in unified("a.py", "x\n", "x\n" + line, [TOKEN])


def test_controls_are_shown_and_new_files_begin_at_nothing() -> None:
    assert unified("a\x1b.py", "", "x\x1b[2J\r\n", []) == "--- /dev/null\n+++ b/a\\x1b.py\n@@ -0,0 +1 @@\n+x\\x1b[2J\n"
