"""JUnit XML: one test case a finding, and one that fails where something could not be read."""

from xml.sax.saxutils import escape, quoteattr

from helcim_audit.model import Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import visible


def render(report: Report) -> str:
    cases: list[str] = []
    failures = skipped = 0
    for found in report.findings:
        name = quoteattr(f"{found.rule} {visible(found.path)}:{found.start.line}:{found.start.column}")
        head = f"  <testcase classname={quoteattr('helcim-audit.' + found.category)} name={name}"
        if found.suppressed:
            skipped += 1
            cases.append(f"{head}><skipped message={quoteattr(visible(found.suppressed.reason))}/></testcase>")
            continue
        failures += 1
        body = escape(visible(f"{found.message}\n{found.help}").replace("\\x0a", "\n"))
        cases.append(f"{head}><failure type={quoteattr(found.severity)} message={quoteattr(visible(found.message))}>{body}</failure></testcase>")
    errors = shape.incomplete(report)
    for note in errors:
        cases.append(f"  <testcase classname=\"helcim-audit\" name={quoteattr('read ' + visible(note['path']))}><error message={quoteattr(visible(note['reason']))}/></testcase>")
    if not cases:
        cases.append('  <testcase classname="helcim-audit" name="no finding"/>')
    count = f'tests="{len(cases)}" failures="{failures}" errors="{len(errors)}" skipped="{skipped}"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {count}>\n <testsuite name="helcim-audit" {count}>\n' + "\n".join(cases) + "\n </testsuite>\n</testsuites>\n"
