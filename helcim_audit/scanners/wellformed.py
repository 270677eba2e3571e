"""Is a document what its name says? One that is not is scanned as text all the same, and that is said."""

import json

from helcim_audit.model import Document

_JSON = (".har", ".ipynb", ".postman_collection.json", ".postman_environment.json", ".hoppscotch.json")
_WINDOW = 4 << 20  # bytes; a larger file comes in windows, none of which is whole


def malformed(document: Document) -> str:
    """Why the document is not of its format, or "". Looks at formats that are JSON by definition only."""
    if not document.path.lower().endswith(_JSON) or document.metadata or document.cut or document.first_line > 1 or len(document.data) >= _WINDOW:
        return ""
    try:
        json.loads(document.text)
    except ValueError:
        return "no valid JSON: scanned as text"
    except RecursionError:
        return "JSON that is nested too deep: scanned as text"
    return ""
