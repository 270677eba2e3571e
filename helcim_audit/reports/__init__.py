"""Output formats: each a function of a report."""

from collections.abc import Callable
from importlib import import_module

from helcim_audit.model import Report

FORMATS = {
    "text": "helcim_audit.reports.text",
    "json": "helcim_audit.reports.json_",
    "jsonl": "helcim_audit.reports.jsonl",
    "sarif": "helcim_audit.reports.sarif",
    "github": "helcim_audit.reports.github",
    "gitlab": "helcim_audit.reports.gitlab",
    "junit": "helcim_audit.reports.junit",
    "markdown": "helcim_audit.reports.markdown",
    "csv": "helcim_audit.reports.csv_",
    "html": "helcim_audit.reports.html",
}


def renderer(name: str) -> Callable[[Report], str]:
    """The function that turns a report into the text of the format `name`; only that format is imported."""
    render: Callable[[Report], str] = import_module(FORMATS[name]).render
    return render
