"""Which pages has the site beside those of this directory? README, changelog and one page a rule (a hook of mkdocs)."""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from helcim_audit import docs
from helcim_audit.rules import load, parse, source

ROOT = Path(__file__).parent.parent
PAGES = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
# Files that are no pages are shown as names, since the site does not hold them.
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)")


def on_files(files: Files, config: Any) -> Files:
    practices = load().practices
    rules = list(parse(source(), practices).values())
    pages = {"rules.md": docs.rules_table(rules, "rules/{id}.md")}
    pages |= {f"rules/{rule.id}.md": docs.rule_page(rule, practices[rule.practice]) for rule in rules}
    pages |= {name: (ROOT / path).read_text(encoding="utf-8") for path, name in PAGES.items()}
    for name in pages:
        if (old := files.get_file_from_path(name)) is not None:
            files.remove(old)
    known = {file.src_uri for file in files} | set(pages)
    for name, text in pages.items():
        files.append(File.generated(config, name, content=_relinked(text, known) if name in PAGES.values() else text))
    return files


def _relinked(text: str, known: set[str]) -> str:
    """Links of the repository's top level as links of the site."""

    def replaced(found: re.Match[str]) -> str:
        label, target, anchor = found[1], found[2], found[3] or ""
        target = PAGES.get(target, target.removeprefix("docs/"))
        return f"[{label}]({target}{anchor})" if target in known else label

    return _LINK.sub(replaced, text)
