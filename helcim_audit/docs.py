"""What is generated from rules.yaml? `python -m helcim_audit.docs`, or `make docs`, writes it anew."""

from collections.abc import Iterable
from pathlib import Path

from helcim_audit.rules import Rule, compiled, compiled_models, load, parse, source

_PACKAGE = Path(__file__).parent


def rules_page() -> str:
    """docs/rules.md: one section a rule, whose anchor is the rule's id."""
    practices = load().practices
    rules = list(parse(source(), practices).values())
    lines = [rules_table(rules, "#{id}").rstrip("\n")]
    for rule in rules:
        lines += ["", f"## {rule.id}", "", *_body(rule, practices[rule.practice])]
    return "\n".join(lines) + "\n"


def rules_table(rules: Iterable[Rule], link: str) -> str:
    """All rules at a glance; `link` is where each is explained."""
    lines = ["# Rules", "", "Generated from `rules.yaml` by `make docs`; do not edit. Values such as `{{token}}` are placeholders.", ""]
    lines += ["| rule | category | severity | what |", "|---|---|---|---|"]
    lines += [f"| [{rule.id}]({link.format(id=rule.id)}) | {rule.category} | {rule.severity} | {rule.title} |" for rule in rules]
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule, practice: str) -> str:
    """A page of its own for one rule, under the address that reports link to."""
    ignore = f"To accept one finding, with a reason: `helcim-audit: ignore[{rule.id}] reason` in a comment on its line or the line above."
    return "\n".join([f"# {rule.id}", "", *_body(rule, practice), "", ignore]) + "\n"


def _body(rule: Rule, practice: str) -> list[str]:
    lines = [f"**{rule.title}.** {rule.message}", "", rule.why.strip(), ""]
    lines += [f"Category {rule.category}, severity {rule.severity}, confidence {rule.confidence}. Practice: {practice}", "", "How to put it right:", ""]
    lines += [f"- {'in general' if language == 'default' else language}: {text}" for language, text in rule.fix.items()]
    for title, wanted in (("Found", True), ("Clean", False)):
        chosen = [example for example in rule.examples if bool(example.finds) is wanted and not example.todo]
        lines += ["", f"{title}:", ""]
        for example in chosen[:4]:
            told = f", where the configuration says `access: {example.access}`" if example.access else ""
            lines += [f"`{example.path}`{told}", "", "```text", example.text.rstrip("\n"), "```", ""]
        lines.pop()
    return lines


def main() -> None:
    (_PACKAGE / "_catalogue.json").write_text(compiled(source().read_bytes()), encoding="utf-8")
    (_PACKAGE / "_models.json").write_text(compiled_models(source().read_bytes()), encoding="utf-8")
    page = _PACKAGE.parent / "docs" / "rules.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(rules_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
