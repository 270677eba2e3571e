"""What is generated from rules.yaml? `python -m helcim_audit.docs`, or `make docs`, writes it anew."""

from pathlib import Path

from helcim_audit.rules import Rule, compiled, compiled_models, load, parse, source

_PACKAGE = Path(__file__).parent


def rules_page() -> str:
    """docs/rules.md: one section a rule, whose anchor is the rule's id."""
    practices = load().practices
    lines = ["# Rules", "", "Generated from `rules.yaml` by `make docs`; do not edit. Values such as `{{token}}` are placeholders.", ""]
    rules = list(parse(source(), practices).values())
    lines += ["| rule | category | severity | what |", "|---|---|---|---|"]
    lines += [f"| [{rule.id}](#{rule.id}) | {rule.category} | {rule.severity} | {rule.title} |" for rule in rules]
    for rule in rules:
        lines += _section(rule, practices[rule.practice])
    return "\n".join(lines) + "\n"


def _section(rule: Rule, practice: str) -> list[str]:
    lines = ["", f"## {rule.id}", "", f"**{rule.title}.** {rule.message}", "", rule.why.strip(), ""]
    lines += [f"Category {rule.category}, severity {rule.severity}, confidence {rule.confidence}. Practice: {practice}", "", "How to put it right:", ""]
    lines += [f"- {'in general' if language == 'default' else language}: {text}" for language, text in rule.fix.items()]
    for title, wanted in (("Found", True), ("Clean", False)):
        chosen = [example for example in rule.examples if bool(example.finds) is wanted and not example.todo]
        lines += ["", f"{title}:", ""]
        for example in chosen[:4]:
            lines += [f"`{example.path}`", "", "```text", example.text.rstrip("\n"), "```", ""]
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
