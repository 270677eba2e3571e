"""JUnit XML: one test case a finding, and one that fails where something could not be read."""

from xml.sax.saxutils import escape, quoteattr

from helcim_audit.model import Finding, Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import visible


def render(report: Report) -> str:
    unread = shape.incomplete(report)
    cases = [_case(found) for found in report.findings] + [_error(note) for note in unread]
    if not cases:
        cases = ['  <testcase classname="helcim-audit" name="no finding"/>']
    skipped = sum(found.suppressed is not None for found in report.findings)
    count = f'tests="{len(cases)}" failures="{len(report.findings) - skipped}" errors="{len(unread)}" skipped="{skipped}"'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {count}>\n <testsuite name="helcim-audit" {count}>\n'
    return head + "\n".join(cases) + "\n </testsuite>\n</testsuites>\n"


def _case(found: Finding) -> str:
    place = f"{visible(found.path)}:{found.start.line}:{found.start.column}"
    attributes = {
        "classname": f"helcim-audit.{found.category}",
        "name": f"{found.rule} {place}" + (f" {shape.whence(found.origin)}" if shape.whence(found.origin) else ""),
        "file": shape.file(found),
        "line": str(found.start.line),
    }
    head = "  <testcase " + " ".join(f"{name}={_attribute(value)}" for name, value in attributes.items())
    if found.suppressed:
        return f"{head}><skipped message={_attribute(f'{found.suppressed.by}: {found.suppressed.reason}')}/></testcase>"
    lines = [found.message, found.excerpt, *(f"- {step.path}:{step.line} {step.note}" for step in found.trace), found.help]
    body = escape("\n".join(visible(line) for line in lines if line))
    return f"{head}><failure type={_attribute(found.severity)} message={_attribute(found.message)}>{body}</failure></testcase>"


def _error(note: dict[str, str]) -> str:
    return f"  <testcase classname=\"helcim-audit\" name={_attribute('read ' + note['path'])}><error message={_attribute(note['reason'])}/></testcase>"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
