import contextlib
import time

import pytest

from helcim_audit.program import ir
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.javascript import lower
from tests.program.show import show


def lowered(text: str, language: str = "typescript") -> list[str]:
    return [show(one) for one in lower("x", language, text).body]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a?.b?.['c']?.(d)", "a.b['c'](d)"),
        ("x = await f(y!)", "x = f(y)"),
        ("const t = (e as string)", "t = e"),
        ("const t = <string>e", "t = e"),
        ("const t = process.env.X ?? 'd'", "t = Choice([process.env.X, 'd'])"),
        ("t ||= 'x'", "t += 'x'"),
        ("const h = `a ${b} c`", "h = Join(['a ', b, ' c'])"),
        ("const h = `a`", "h = 'a'"),
        ("const h = 'a' + 'b'", "h = 'ab'"),
        ("const h = 'a' + b + 'c' + d", "h = Join(['a', b, 'c', d])"),
        ("const h = 1 + 2", "h = Test([1, 2])"),
        ("log(!!t)", "log(Test([Test([t])]))"),
        ("log(t ? 'a' : 'b')", "log(Choice(['a', 'b', Test([t])]))"),
        ("log(a && b)", "log(Choice([b, Test([a])]))"),
        ("log(a === b)", "log(Test([a, b]))"),
        ("f({a, 'b-c': 1, ...d, [e]: 2, m() { return g }})", "f({'a': a, 'b-c': 1, ...d, e: 2, 'm': fn m() {return g}})"),
        ("f(...a, [b, ...c])", "f(...a, [b, ...c])"),
        ("new Helcim({apiToken})", "new Helcim({'apiToken': apiToken})"),
        ("const {a, b: {c = 1}, ...d} = e", "<a:a, b:<c:c=1>, ...d> = e"),
        ("const [a, , b = 2, ...c] = e", "<0:a, 2:b=2, ...c> = e"),
        ("[a, this.b] = c", "<0:a, 1:self.b> = c"),
        ("({a: o.x} = c)", "<a:o.x> = c"),
        ("this.t = t", "self.t = t"),
        ("module.exports.t = t", "module.exports.t = t"),
        ("p.then(({data}) => data.x)", "p.then(fn (<data:data>) {return data.x})"),
        ("const f = async (a = 1, ...r) => a", "f(a = 1, *r) {return a}"),
        ("import.meta.env.VITE_X", "import.meta.env.VITE_X"),
        ("const m = await import('./x')", "m = import('./x')"),
        ("html`<p>${x}</p>`", "html(Join(['<p>', x, '</p>']))"),
        ("s.replace(/.(?=.{4})/g, '*')", "s.replace(/.(?=.{4})/g, '*')"),
        ("throw new Error(`x ${t}`)", "Raise(new Error(Join(['x ', t])))"),
        ("enum E { A = 'x', B }", "E = {'A': 'x'}"),
        ("const s = '\\x41\\u0042\\u{43}\\n\\''", "s = \"ABC\\n'\""),
        ("const g = {get t() { return x }}", "g = {'t': fn t() {return x}()}"),
        ("for (const k in o) f(k)", "Loop(k, Test([o]), [f(k)])"),
        ("for (const [k, v] of o) f(v)", "Loop(<0:k, 1:v>, o, [f(v)])"),
        ("if (a) b(); else c()", "Branch(a, [[b()], [c()]])"),
        ("switch (a) { case 1: b(); break; default: c() }", "Branch(a, [[b()], [c()]])"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    body = lowered(text)
    assert body[-1].removeprefix("fn ") == expected
    assert len(body) == 1


def test_side_effects_come_before_the_statement() -> None:
    assert lowered("module.exports = exports = f(a)") == ["exports = f(a)", "module.exports = exports"]
    assert lowered("if ((t = g())) h(t)") == ["t = g()", "Branch(t, [[h(t)], []])"]
    assert lowered("a(), b(), c = 1") == ["a()", "b()", "c = 1"]
    assert lowered("const f = () => (t = 1, t)") == ["fn f() {t = 1; t; return t}"]


def test_caught_values() -> None:
    assert lowered("try { a() } catch (e) { b(e) } finally { c() }") == ["a()", "Branch(None, [[e = Caught(), b(e)]])", "c()"]


def test_classes() -> None:
    (one,) = lower(
        "x",
        "typescript",
        "class A extends B { static t = 'x'; #s = 1; constructor(private readonly c: Config) { super() } go = async () => this.#s; get h() { return this.c } }",
    ).body
    assert isinstance(one, ir.Class)
    assert [show(part) for part in one.body] == [
        "t = 'x'", "s = 1", "fn constructor(c) {self.c = c; super()}", "fn go() {return self.s}", "fn h() {return self.c}",
    ]
    assert [show(base) for base in one.bases] == ["B"]


@pytest.mark.parametrize("language", ["typescript", "javascript"])
def test_decorators(language: str) -> None:
    (one,) = lower("x", language, "@Controller('p') class A { @Get() list() {} }").body
    assert isinstance(one, ir.Class)
    method = one.body[0]
    assert isinstance(method, ir.Define)
    assert [show(part) for part in one.decorators] == ["Controller('p')"]
    assert [show(part) for part in method.function.decorators] == ["Get()"]


def test_imports() -> None:
    body = lower("x", "typescript", "import a, {b as c, type D} from './m'\nimport * as n from 'n'\nimport 's'\nimport type {T} from './t'\nimport r = require('r')").body
    found = [(one.module, [(name.name, name.local) for name in one.names], one.types_only) for one in body if isinstance(one, ir.Import)]
    assert found == [
        ("./m", [("default", "a"), ("b", "c")], False),
        ("n", [("", "n")], False),
        ("s", [], False),
        ("./t", [("T", "T")], True),
        ("r", [("", "r")], False),
    ]


def test_exports() -> None:
    text = (
        "export const a = 1, {b} = f();\nexport {c as d};\nexport {default as e} from './e';\nexport * from './s';\n"
        "export * as n from './n';\nexport default function g() {}\nexport class H {}\nexport type {T} from './t';\n"
    )
    found = [(one.name, show(one.value), one.source, one.imported) for one in lower("x", "typescript", text).body if isinstance(one, ir.Export)]
    assert found == [
        ("a", "a", None, ""), ("b", "b", None, ""), ("d", "c", None, ""), ("e", "None", "./e", "default"), ("*", "None", "./s", "*"),
        ("n", "None", "./n", ""), ("default", "g", None, ""), ("H", "H", None, ""), ("T", "None", "./t", "T"),
    ]


def test_default_export_of_a_value() -> None:
    assert lowered("export default {a: 1}") == ["Export(default, {'a': 1}, None, )"]
    assert lowered("export default () => x") == ["Export(default, fn () {return x}, None, )"]


def test_jsx() -> None:
    (one,) = lower("x", "tsx", "const v = <A {...p} token={t} b='c' d><p>hi {x}</p></A>").body
    assert isinstance(one, ir.Bind)
    assert show(one.value) == "Markup(A, [...p, 'token': t, 'b': 'c', 'd': true], [Markup(p, [], ['hi', x])])"


def test_directives() -> None:
    assert lower("x", "tsx", "#!/usr/bin/env node\n// c\n'use strict'\n\"use client\";\nimport x from 'y'").directives == ("use strict", "use client")


def test_flow_types_in_javascript() -> None:
    module = lower("x", "javascript", "// @flow\nimport type { T } from './t';\nfunction f(x: string): void { g(x) }\n")
    assert module.lost == ()


def test_syntax_errors_are_told_and_the_rest_is_lowered() -> None:
    module = lower("x", "javascript", "const a = {;\n}}}\n\nlog(token)\n")
    assert module.lost == ("syntax that was not understood",)
    assert "log(token)" in [show(one) for one in module.body]


def test_spans_in_components() -> None:
    text = "<template>\n<p :a='tok' @click='pay(x)'>é {{ token.b }}</p></template>\n<script setup lang='ts'>\nconst a: string = t\n</script>\n"
    module = lower("x.vue", "vue", text)
    names = {one.id: module.locate(one.at) for one in expressions(module.body) if isinstance(one, ir.Name)}
    assert {name: text[span.start : span.end] for name, span in names.items()} == {name: name for name in ("tok", "pay", "x", "token", "t")}
    markup = [show(one) for one in expressions(module.body) if isinstance(one, ir.Markup)]
    assert sorted(markup) == ["Markup(, [], [tok])", "Markup(, [], [token.b])"]


def test_svelte() -> None:
    body = lowered("<script>export let data</script>\n{#if data.s}<p class='{c}' {...p}>{data.t}{b}</p>{:else if q}{/if}{@html h}{#each xs as {a}}{a}{/each}", "svelte")
    assert body == [
        "data.s", "Markup(, [], [c])", "Markup(, [], [p])", "Markup(, [], [data.t])", "Markup(, [], [b])", "q", "Markup(, [], [h])", "xs", "Markup(, [], [a])",
    ]


def test_astro_front_matter() -> None:
    body = lowered("---\nconst t = f()\n---\n<p>{t}</p><script>g()</script>", "astro")
    assert body[0] == "t = f()"
    assert "Markup(, [], [t])" in body
    assert "fn () {'use client'; g()}" in body


def test_html_scripts_by_type() -> None:
    text = "<script type='application/json'>{}</script><script src='a.js'>no()</script><style>p {a}</style><script type=module>yes()</script>"
    assert lowered(text, "html") == ["yes()"]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + ")" * 5000, "[" * 3000, "{" * 3000, "a" + " + b" * 20000, "a" + ".b()" * 3000, "if (a) b; else " * 2000 + "c",
        "x = " * 3000 + "1", "a ? b : " * 2000 + "c", "<a>" * 2000, "`${" * 1000, "f(" * 3000 + ")" * 3000, "a," * 10000 + "b", "() => " * 2000 + "x",
        "\0\x01" * 100, "//" * 100, "/*", "'", "`", "<script" * 5000, "import {" * 500, "class A { " * 800, "async " * 3000, "function f(){" * 1000,
    ],
)
@pytest.mark.parametrize("language", ["javascript", "tsx", "vue", "svelte", "html", "astro"])
def test_hostile_input_takes_little_time(text: str, language: str) -> None:
    before = time.process_time()  # not the clock: other processes may have the processor
    with contextlib.suppress(ValueError):
        lower("x", language, text)
    assert time.process_time() - before < 5
