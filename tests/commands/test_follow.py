"""`scan --follow` end to end."""

import functools
import signal
import subprocess
import sys
from pathlib import Path

from helcim_audit.commands.follow import follow
from helcim_audit.commands.scan import Request
from helcim_audit.placeholders import fill

LEAK = fill("api-token: {{token}}\n")


def test_each_finding_is_reported_once(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text("start\n" + LEAK)
    steps = iter(["quiet\n", LEAK, "quiet\n"])

    def wait() -> bool:
        step = next(steps, None)
        if step is not None:
            with log.open("a") as file:
                file.write(step)
        return step is not None

    found = [(finding.start.line, failed) for report, failed in follow(Request(paths=(str(log),)), wait) for finding in report.findings]
    assert found == [(2, True), (4, True)]


def test_lines_are_said_as_they_come_and_an_interrupt_ends_it(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text("start\n")
    # A shell in the background has its children ignore interrupts.
    restore = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen([sys.executable, "-m", "helcim_audit", "scan", "--follow", str(log)], stdout=subprocess.PIPE, text=True, preexec_fn=restore) as process:
        try:
            assert process.stdout is not None
            with log.open("a") as file:
                file.write(LEAK)
            line = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            rest, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 1
    assert line.startswith("HIGH unmasked-header  ")
    assert line.split("  ")[1].startswith(f"{log}:2:12 ****")
    assert fill("{{token}}") not in line + rest
