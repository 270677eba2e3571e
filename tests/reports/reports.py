"""Reports to render: plain, hostile, suppressed, from history and archives, partial, empty."""

from dataclasses import replace

from helcim_audit.model import Commit, Coverage, Degraded, Finding, Member, Place, Report, SecretInfo, Skipped, Step, Suppressed, Worktree

FINDING = Finding(
    rule="hardcoded-api-token", category="exposed-token", severity="critical", confidence="high", message="A token, stands: here",
    path="src/a b,c%.py", start=Place(3, 6), end=Place(3, 17), excerpt="x = '*******1234'", frame=((2, "a"), (3, "x = '*******1234'"), (4, "")),
    secret=SecretInfo("api-token", "****1234", "tok_0123456789ab"), origin=Worktree(), trace=(Step("src/b.py", 1, "goes on"),),
    practice="never-expose-your-token", why="because", help="Do this", fingerprint="0" * 32,
)  # fmt: skip
UNSAFE = "\x1b]0;x\x07\u202e\x7f\x85\u200b\U000e0041\ufffe\udcff"
HOSTILE = replace(
    FINDING,
    path=UNSAFE + "=cmd|' /C calc'!A0<script>alert(1)</script>.py",
    message="a\n::error::b <b>|`* @someone #1 https://example.com ]]> </script><!--" + UNSAFE,
    excerpt="\x1b[2J\u202e</script><img src=x onerror=alert(1)>",
    frame=((1, "\x1b[2J\u202e</script>"),),
    trace=(Step("</script>" + UNSAFE, 1, "<b>" + UNSAFE),),
    help=UNSAFE + "</script>",
)
HIDDEN = FINDING.suppress(Suppressed("inline", "known" + UNSAFE, "2030-01-01"))
OLD = replace(FINDING, path="gone.env", fingerprint="1" * 32, origin=Commit("c0ffee" + "0" * 34, "A <a@example.com>", "2024-01-02T03:04:05+00:00", ("gone.env", "old/gone.env")))
PACKED = replace(FINDING, path="x.zip!/in/a.env", fingerprint="2" * 32, origin=Member("x.zip", "in/a.env"), trace=())
REPORT = Report(
    (FINDING, HOSTILE, HIDDEN, OLD, PACKED),
    Coverage(3, 300, (Skipped("x.gz", "an archive"),), (Degraded("b.py", "a syntax error"),)),
    (Skipped("no.py", "Permission denied", True),),
)
EMPTY = Report((), Coverage(1, 10))


def many(count: int) -> Report:
    """A report of `count` findings over a few rules, secrets, files, sides and commits."""
    rules = [("hardcoded-api-token", "exposed-token", "critical"), ("unmasked-header", "unmasked", "high"), ("partly-masked-token", "unmasked", "medium"), ("public-env-secret", "client-side", "critical"), ("unused-suppression", "policy", "low")]
    findings = []
    for number in range(count):
        rule, category, severity = rules[number % len(rules)]
        origin = Commit(str(number % 7) * 40, "a@example.com", f"2024-01-0{number % 7 + 1}T00:00:00+00:00", ("a",)) if number % 3 == 2 else Worktree()
        line = number % 900 + 3
        findings.append(replace(
            FINDING, rule=rule, category=category, severity=severity, path=f"src/{number % 50:02}/module_{number % 400:03}.py", start=Place(line, 6), end=Place(line, 17),
            frame=((line - 1, "def pay():"), (line, "x = '*******1234'"), (line + 1, "")), secret=SecretInfo("api-token", f"****{number % 40:04}", f"tok_{number % 40:012x}"),
            origin=origin, fingerprint=f"{number:032x}", trace=() if number % 2 else FINDING.trace * 3,
        ))  # fmt: skip
    return Report(tuple(findings), Coverage(count, count * 4000, (Skipped("x.gz", "an archive"),)))
