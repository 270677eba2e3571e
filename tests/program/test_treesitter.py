import pytest

from helcim_audit.model import Span
from helcim_audit.program.treesitter import LONGEST_MINIFIED, errors, locate, named, parse


def test_spans_count_characters() -> None:
    text = 'const é = "ü𝒳"; // 𝒳\nf(é)\n'
    root = parse(text, "tsx")
    call = named(root)[-1]
    span = locate(call)
    assert text[span.start : span.end] == "f(é)"


def test_bytes_that_were_no_utf8_keep_offsets() -> None:
    text = "a = '\udcff\udcfe'; b"
    last = named(parse(text, "javascript"))[-1]
    assert locate(last) == Span(10, 11)


def test_comments_are_left_out() -> None:
    assert [node.kind() for node in named(parse("// a\nx;", "tsx"))] == ["expression_statement"]


@pytest.mark.parametrize("grammar", ["vue", "", "nolang"])
def test_unknown_grammar(grammar: str) -> None:
    with pytest.raises(ValueError, match="no grammar"):
        parse("x", grammar)


def test_long_bundles_are_refused_without_parsing() -> None:
    with pytest.raises(ValueError, match="minified"):
        parse("a=1;" * (LONGEST_MINIFIED // 4 + 1), "javascript")
    with pytest.raises(ValueError, match="longer than"):
        parse("a=1;\n" * 2_000_000, "javascript")


def test_errors_are_counted() -> None:
    assert errors(parse("let x = ;;", "tsx")) > 0
    assert errors(parse("let x = 1", "tsx")) == 0


@pytest.mark.parametrize("grammar", ["php", "ruby", "tsx", "java", "go", "csharp", "kotlin", "swift", "rust"])
def test_what_is_all_errors_is_not_read(grammar: str) -> None:
    with pytest.raises(ValueError, match=r"^not of this language$"):
        parse(",+|+" * 4000, grammar)


@pytest.mark.parametrize(
    ("text", "grammar"),
    [("<?php\n/*" + " It's a comment: x" * 100 + "*/\nf();", "php"), ("<?php $x = <<<EOT\n" + "<p> = 1;\n" * 200 + "EOT;\nf();", "php"), ("f(`" + "<p> ${x} + = 1;\n" * 200 + "`)", "javascript")],
)
def test_what_begins_with_a_long_comment_or_string_is_read(text: str, grammar: str) -> None:
    assert errors(parse(text, grammar)) == 0


@pytest.mark.parametrize(("before", "noise", "grammar"), [("<?php\n" + "f($x);\n" * 400, "~ == ", "php"), ("f(x);\n" * 400, ",+|+", "tsx"), ("f(x)\n" * 400, ">!", "ruby")])
def test_noise_behind_a_program_is_not_read(before: str, noise: str, grammar: str) -> None:
    with pytest.raises(ValueError, match=r"^not of this language$"):
        parse(before + noise * 5000, grammar)
    assert parse(before + "// ====================\n" * 500, grammar)
