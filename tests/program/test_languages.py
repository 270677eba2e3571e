import contextlib
import time

import pytest

from helcim_audit.filetypes import identify
from helcim_audit.program import ir, templates
from helcim_audit.program.grammar import DEEPEST
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.languages import LANGUAGES, lower

LOOSE = {"c", "cpp", "objc", "lua", "scala", "groovy", "vb", "r", "julia", "fsharp"}
OWN = sorted(LANGUAGES - {"javascript", "typescript", "tsx", "vue", "svelte", "astro", "html", "php", "ruby"} - templates.LANGUAGES)


def test_names_are_those_of_file_types() -> None:
    names = {"a.go": "go", "A.java": "java", "a.cs": "csharp", "a.sh": "shell", "a.ts": "typescript", "a.vue": "vue"}
    for path, language in names.items():
        assert identify(path).language == language
        assert language in LANGUAGES


def test_scripts_are_lowered_too() -> None:
    assert lower("a.ts", "typescript", "f(x)").language == "typescript"


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match="no front end"):
        lower("a.cob", "cobol", "")


@pytest.mark.parametrize("language", OWN)
def test_spans_are_those_of_the_text(language: str) -> None:
    """A literal after characters of two and four bytes."""
    around = {
        "go": "package a\nfunc f() { é := \"𝒳\"; %s }", "java": "class A { void f() { String é = \"𝒳\"; %s; } }",
        "csharp": "class A { void F() { var é = \"𝒳\"; %s; } }", "shell": "é='𝒳'; %s",
        "kotlin": 'fun f() { val é = "𝒳"; %s }', "dart": "void f() { var e = '𝒳'; %s; }", "swift": 'let é = "𝒳"; %s', "rust": 'fn f() { let é = "𝒳"; %s; }',
        "elixir": 'é = "𝒳"; %s', "perl": "my $e = '𝒳'; %s;", "powershell": "$é = '𝒳'; %s",
        **dict.fromkeys(("c", "cpp"), 'auto é = "𝒳"; %s;'), "objc": 'auto é = @"𝒳"; %s;', "lua": 'local é = "𝒳"; %s', "scala": 'val é = "𝒳"; %s', "groovy": "def é = '𝒳'; %s", "vb": 'Dim é = "𝒳"\n%s', "r": 'é <- "𝒳"; %s',
        "julia": 'é = "𝒳"; %s', "fsharp": 'let é = "𝒳"\n%s', "clojure": '(def é "𝒳") %s', "batch": "rem é𝒳\n%s",
    }  # fmt: skip
    call = {**dict.fromkeys(("shell", "powershell"), 'log "the-value"'), "clojure": '(log "the-value")', "batch": "log the-value"}
    text = around[language] % call.get(language, 'log("the-value")')
    module = lower("x", language, text)
    spans = [module.locate(one.at) for one in expressions(module.body) if isinstance(one, ir.Literal) and one.value == "the-value"]
    assert [text[span.start : span.end] for span in spans] == (['"the-value"'] if language != "batch" else [])


@pytest.mark.parametrize("language", [one for one in OWN if one not in {"perl", "powershell", "clojure", "batch"} | LOOSE])
def test_syntax_errors_are_told_and_free_of_source(language: str) -> None:
    module = lower("x", language, "}}} ((( secretvalue \"\n' if <<\n")
    assert module.lost == ("syntax that was not understood",)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2000 + ")" * 2000, "[" * 1500, "{" * 800, "x = a" + " + b" * 5000, "a" + ".b()" * 1000, "if (a) b; else " * 800 + "c", "x = " * 3000 + "1",
        "a ? b : " * 1000 + "c", "f(" * 1500 + ")" * 1500, "\"${" * 400, "$(" * 500, "\0\x01" * 100, "//" * 100, "/*", "'", "`", "\"", "<<EOF\n" * 100,
        "class A { " * 300, "func f() {" * 300, "if a { " * 300, "a && " * 5000 + "b", "fn(x) => " * 1000, "!" * 5000 + "x", "|" * 3000, "%{" * 1000,
        "do " * 500, "\ud800\udfff" * 50, "",
    ],
)
@pytest.mark.parametrize("language", OWN)
def test_hostile_input_takes_little_time(text: str, language: str) -> None:
    before = time.process_time()
    with contextlib.suppress(ValueError):  # not of this language
        lower("x", language, text)
    assert time.process_time() - before < 5


@pytest.mark.parametrize("language", OWN)
def test_what_is_too_long_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="longer than"):
        lower("x", language, "a\n" * 1_500_000)


def test_what_would_end_or_stop_the_process_is_refused() -> None:
    with pytest.raises(ValueError, match="string templates"):
        lower("x", "kotlin", '"${' * 2000)
    with pytest.raises(ValueError, match="do not end"):
        lower("x", "swift", "/*" * 2000)


def test_depth_is_told() -> None:
    assert lower("x", "go", "package a\nvar x = " + "f(" * 200 + ")" * 200).lost == (f"nested deeper than {DEEPEST} levels",)


def test_templates_and_their_languages_have_front_ends() -> None:
    assert templates.LANGUAGES | {"php", "ruby"} <= LANGUAGES
    assert lower("x.php", "php", "<?php f($x);").language == "php"
    assert lower("x.rb", "ruby", "f(x)").language == "ruby"
    assert lower("x.twig", "twig", "{{ x }}").language == "twig"
