"""Python in the intermediate representation."""

import libcst as cst
import pytest

from helcim_audit.program import ir
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.python import lower
from tests.program.show import show


def lowered(text: str) -> list[str]:
    return [show(one) for one in lower("x.py", text).body]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # text
        ("x = 'a' 'b'", "x = 'ab'"),
        ("x = 'a' + \"b\" + '''c'''", "x = 'abc'"),
        ("x = 'a' + b + 'c'", "x = Join(['a', b, 'c'])"),
        ("x = b'a\\xff\\u0041'", "x = 'aÿ\\\\u0041'"),
        ("x = 'a\\x41\\u0042\\N{LATIN SMALL LETTER C}\\103\\\n\\n\\q\\''", "x = \"aABcC\\n\\\\q'\""),
        ("x = r'\\n' u'a'", "x = '\\\\na'"),
        ("x = f'a{{b}}\\n'", "x = 'a{b}\\n'"),
        ("x = f'a {b} {c!r:>{w}} {d.e}'", "x = Join(['a ', b, ' ', c, ' ', d.e])"),
        ("x = 'p' f'a{b}' 'c'", "x = Join(['p', 'a', b, 'c'])"),
        ("x = f'{t:.4} {n:.2f} {n:>8d}'", "x = Join([Slice(t, None, 4, True), ' ', Test([n]), ' ', Test([n])])"),
        ("x = f'{t:>8}{t:%Y-%m}'", "x = Join([t, t])"),
        ("x = 'a %s b %d%%' % (c, d)", "x = Join(['a ', c, ' b ', Test([d]), '%'])"),
        ("x = 'a %s' % c", "x = Join(['a ', c])"),
        ("x = 'a %.4s' % c", "x = Join(['a ', Slice(c, None, 4, True)])"),
        ("x = '%(t)s' % {'t': c}", "x = Join([c])"),
        ("x = '%(t)s' % d", "x = Join([d['t']])"),
        ("x = '%s %s' % d", "x = Join(['%s %s', d])"),
        ("x = '%s' % (*a, b)", "x = Join(['%s', a, b])"),
        ("x = t % (a, b)", "x = Join([t, [a, b]])"),
        ("x = t % a", "x = Opaque([t, a])"),
        ("x = 'a %s' % 'b'", "x = 'a b'"),
        ("x = 'a {} {1} {k.y} {z[0]:.3}'.format(b, c, k=d, z=e)", "x = Join(['a ', b, ' ', c, ' ', d.y, ' ', Slice(e['0'], None, 3, True)])"),
        ("x = '{a}'.format(**d)", "x = Join([d['a']])"),
        ("x = '{a}'.format_map({'a': b})", "x = Join([b])"),
        ("x = '{} {'.format(a)", "x = Join(['{} {', a])"),
        ("x = '{} {}'.format(*a)", "x = Join(['{} {}', a])"),
        ("x = '{{}}'.format()", "x = '{}'"),
        ("x = ''.join(['a', b])", "x = ''.join(['a', b])"),
        ("x = 'ab' * 2", "x = 'abab'"),
        ("x = 2 * 'ab'", "x = 'abab'"),
        ("x = '*' * (len(t) - 4) + t[-4:]", "x = Join([Opaque(['*']), Slice(t, -4, None, True)])"),
        # choices and tests
        ("x = a or b or 'c'", "x = Choice([a, b, 'c'])"),
        ("x = a and b", "x = Choice([b, Test([a])])"),
        ("x = a if t else 'b'", "x = Choice([a, 'b', Test([t])])"),
        ("x = not a", "x = Test([a])"),
        ("x = a == b != c", "x = Test([a, b, c])"),
        ("x = a in b", "x = Test([a, b])"),
        ("x = isinstance(a, str)", "x = Test([a, str])"),
        ("x = -1", "x = -1"),
        ("x = ~a", "x = Test([a])"),
        ("x = a - b", "x = Test([a, b])"),
        ("x = 1 + len(a) * 2", "x = Test([1, Test([len(a), 2])])"),
        ("x = 1 + 2.0", "x = Test([1, 2.0])"),
        ("x = [True, None, ..., 1j]", "x = [True, None, ..., 1j]"),
        # places
        ("x = a.b['c'][d]", "x = a.b['c'][d]"),
        ("x = a[b, 1]", "x = a[[b, 1]]"),
        ("x = t[-4:]", "x = Slice(t, -4, None, True)"),
        ("x = t[:8]", "x = Slice(t, None, 8, True)"),
        ("x = t[2:-2:1]", "x = Slice(t, 2, -2, True)"),
        ("x = a.t[len(a.t) - 4:]", "x = Slice(a.t, -4, None, True)"),
        ("x = t[len(s) - 4:]", "x = Slice(t, None, None, False)"),
        ("x = t[None:n]", "x = Slice(t, None, 1, False)"),
        ("x = t[::-1]", "x = Slice(t, None, None, False)"),
        # records and sequences
        ("x = {'a': b, **c, d: 1}", "x = {'a': b, ...c, d: 1}"),
        ("x = dict(c, a=b, **d)", "x = {...c, 'a': b, ...d}"),
        ("x = dict([('a', b)])", "x = {'a': b}"),
        ("x = dict([c])", "x = dict([c])"),
        ("x = h | {'a': b}", "x = {...h, 'a': b}"),
        ("x = {'a': b} | h", "x = {'a': b, ...h}"),
        ("x = p / 'q'", "x = Opaque([p, 'q'])"),
        ("x = [a, *b], {c}", "x = [[a, ...b], [c]]"),
        ("x = [a] + b", "x = [a, ...b]"),
        # calls and functions
        ("f(a, *b, k=c, **d)", "f(a, ...b, c, ...d)"),
        ("x = f('a').g(b)['c']", "x = f('a').g(b)['c']"),
        ("x = sorted(a, key=lambda k, *r: k[0])", "x = sorted(a, fn (k, *r) {return k[0]})"),
        ("f = lambda a=1: a", "fn f(a = 1) {return a}"),
        ("def f(a, /, b='x', *c, d=1, **e): return a", "fn f(a, b = 'x', *c, d = 1, **e) {return a}"),
        ("def f(a, *, b): pass", "fn f(a, *, b) {}"),
        ("async def f():\n  return await g(h)", "fn f() {return g(h)}"),
        ("def f():\n  yield a", "fn f() {return a}"),
        ("def f():\n  yield", "fn f() {return}"),
        ("def f():\n  yield from a", "fn f() {return a}"),
        ("def f():\n  x = yield a", "fn f() {return a; x = Opaque([])}"),
        ("def f():\n  def g(): return a\n  return g", "fn f() {fn g() {return a}; return g}"),
        ("def f():\n  global a, b", "fn f() {Outer([a, b], True)}"),
        # bindings
        ("a, (b, *c), d.e = f", "<0:a, 1:<0:b, ...c>, 2:d.e> = f"),
        ("a, *b, c = f", "<0:a, -1:c, ...b> = f"),
        ("h['a'] = b", "h['a'] = b"),
        ("x[1:] = b", "x = b"),
        ("f()[0:1] = b", "b"),
        ("x += 'a'", "x += 'a'"),
        ("x |= {'a': b}", "x += {'a': b}"),
        ("x %= a", "x = Opaque([x, a])"),
        ("x -= a", "x += Test([a])"),
        ("x: str = a", "x = a"),
        ("del h['a']", "h['a'] = None"),
        # statements
        ("with a() as (b, c): f(b)", None),
        ("assert a", "a"),
        ("assert a, b", "Branch(a, [[Raise(b)]])"),
        ("raise E(a) from b", "Raise(E(a))"),
        ("for a, b in c: f(a)", "Loop(<0:a, 1:b>, c, [f(a)])"),
        ("async def f():\n  async for a in b: g(a)", "fn f() {Loop(a, b, [g(a)])}"),
        ("if a: b()\nelif c: d()\nelse: e()", "Branch(a, [[b()], [c, d()], [e()]])"),
        ("if a: b()", "Branch(a, [[b()], []])"),
        ("while a: b()", "Loop(None, None, [a, b()])"),
    ],
)  # fmt: skip
def test_forms(text: str, expected: str | None) -> None:
    body = lowered(text)
    assert body == ([expected] if expected is not None else ["<0:b, 1:c> = a()", "f(b)"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(a := g())", ["a = g()", "f(a)"]),
        ("(a := g())", ["a = g()"]),
        ("if (a := g()): h(a)", ["a = g()", "Branch(a, [[h(a)], []])"]),
        ("if b: pass\nelif (a := g()): h(a)", ["Branch(b, [[], [a = g(), a, h(a)], []])"]),
        ("while (a := g()): h(a)", ["Loop(None, None, [a = g(), a, h(a)])"]),
        ("f = lambda: (a := b)", ["fn f() {a = b; return a}"]),
        ("x = [f(a) for a in b]", ["Loop(a, b, [])", "x = [f(a)]"]),
        ("x = {a for b in c if d(b) for a in b}", ["Loop(b, c, [])", "Loop(a, b, [])", "x = [Choice([a, Test([d(b)])])]"]),
        ("x = {k: v for k, v in h.items() if k != 'a'}", ["Loop(<0:k, 1:v>, h.items(), [])", "x = {k: Choice([v, Test([Test([k, 'a'])])])}"]),
        ("x = any(a for a in b)", ["Loop(a, b, [])", "x = any([a])"]),
        ("a = b = f()", ["a = f()", "b = a"]),
        ("a, b = c = f()", ["c = f()", "<0:a, 1:b> = c"]),
        ("a = h['x'] = t", ["a = t", "h['x'] = t"]),
        ("del a, b.c", ["a = None", "b.c = None"]),
        ("del a[1:2]", []),
        ("with a() as b, c: f()", ["b = a()", "c", "f()"]),
        ("try: a()\nexcept E as e: f(e)\nexcept F: g()\nelse: h()\nfinally: i()", ["a()", "h()", "Branch(None, [[e = Caught([E]), f(e)], [g()]])", "i()"]),
        ("try: a()\nexcept* E as e: f(e)", ["a()", "Branch(None, [[e = Caught([E]), f(e)]])"]),
        ("try: a()\nfinally: b()", ["a()", "b()"]),
        ("for a in b: pass\nelse: f()", ["Loop(a, b, [])", "f()"]),
        ("pass; a(); b = 1", ["a()", "b = 1"]),
        ("x: str", []),
        ("raise", []),
        ("match a:\n case {'k': v, **r}: f(v)\n case [b, *c] if b: g()\n case P(q, n=w) | Q(w) as z: pass\n case 1 | None | E.F: pass",
         ["Branch(a, [[v = a['k'], r = a, f(v)], [b = a[0], c = Opaque([a]), b, g()], [q = Opaque([a]), w = a.n, w = Opaque([a]), z = a], []])"]),
        ("match f(a):\n case (b, c): pass\n case x: pass", ["(subject) = f(a)", "Branch((subject), [[b = (subject)[0], c = (subject)[1]], [x = (subject)]])"]),
        ("type X = int\ndef f[T](a: T): return a", ["fn f(a) {return a}"]),
    ],
)  # fmt: skip
def test_what_is_done_on_the_side_comes_first(text: str, expected: list[str]) -> None:
    assert lowered(text) == expected


def test_syntax_that_is_newer_than_the_oldest_python() -> None:
    assert lowered("x = f'{a['b']}'\ny = t'q{c}'\n") == ["x = Join([a['b']])", "y = Join(['q', c])"]


def test_classes() -> None:
    (one,) = lower(
        "x",
        "@d\nclass A(B, env_prefix='X_'):\n  t: SecretStr\n  u: Optional['m.Str'] = f()\n  K = 'k'\n  def g(this, a): return this.t\n"
        "  @property\n  def h(self): return [self for _ in a]\n  @classmethod\n  def i(cls): return cls(cls.K)\n  @staticmethod\n  def j(x): return x\n"
        "  def k(me):\n    def l(y): return me.t\n    def m(me): return me\n    return lambda me: me\n",
    ).body
    assert isinstance(one, ir.Class)
    assert [show(part) for part in one.body] == [
        "t = Opaque([])", "u = f()", "K = 'k'", "fn g(self, a) {return self.t}", "fn h(self) {Loop(_, a, []); return [self]}",
        "fn i(self) {return self(self.K)}", "fn j(x) {return x}", "fn k(self) {fn l(y) {return self.t}; fn m(me) {return me}; return fn (me) {return me}}",
    ]  # fmt: skip
    assert [show(base) for base in (*one.bases, *one.decorators)] == ["B", "d"]
    assert [(arg.name, show(arg.value)) for arg in one.keywords] == [("env_prefix", "'X_'")]
    fields = [show(part.annotation) for part in one.body if isinstance(part, ir.Bind)]
    assert fields == ["SecretStr", "m.Str", "None"]
    methods = [part.function for part in one.body if isinstance(part, ir.Define)]
    assert [show(method.decorators) for method in methods] == ["[]", "[property]", "[classmethod]", "[staticmethod]", "[]"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("str", "str"), ("str | None", "str"), ("None | str", "str"), ("Optional[a.B]", "a.B"), ("Union[None, B]", "B"), ("'B'", "B"), ("'B | C'", "'B | C'"),
        ("Annotated[str, Depends(f)]", "Annotated[[str, Depends(f)]]"), ("ClassVar[B]", "B"), ("list[B]", "list[B]"),
    ],
)  # fmt: skip
def test_annotations(written: str, expected: str) -> None:
    (one,) = lower("x", f"async def f(a: {written}) -> {written}: pass").body
    assert isinstance(one, ir.Define)
    assert (show(one.function.params[0].annotation), show(one.function.returns)) == (expected, expected)
    assert one.function.is_async


def test_imports() -> None:
    text = (
        "import os, a.b\nimport a.b as c\nfrom . import d\nfrom ..e.f import g as h, i\nfrom j import *\n"
        "if TYPE_CHECKING:\n  from k import L\nelse:\n  import l\ntry:\n  import m\nexcept ImportError: pass\ndef n():\n  if typing.TYPE_CHECKING: import o\n  import p\n"
    )
    found = []

    def walk(body: tuple[ir.Stmt, ...]) -> None:
        for one in body:
            match one:
                case ir.Import(module=module, names=names, types_only=only):
                    found.append((module, [(name.name, name.local) for name in names], only))
                case ir.Branch(bodies=bodies):
                    for inner in bodies:
                        walk(inner)
                case ir.Define(function=function):
                    walk(function.body)

    walk(lower("x", text).body)
    assert found == [
        ("os", [("", "os")], False), ("a", [("", "a")], False), ("a.b", [], False), ("a.b", [("", "c")], False), (".", [("d", "d")], False),
        ("..e.f", [("g", "h"), ("i", "i")], False), ("j", [("*", "*")], False), ("k", [("L", "L")], True), ("l", [("", "l")], False),
        ("m", [("", "m")], False), ("o", [("", "o")], True), ("p", [("", "p")], False),
    ]  # fmt: skip


SPANS = """# é
x = f(("ab" 'cd'
     f"ef") + '''gh''', b"ij", k + 'l', f"m{n}o", (p.q), r'')
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places(end: str) -> None:
    """Of literals what stands between the quotes, of pieces from the first to the last; of others the whole."""
    text = SPANS.replace("\n", end)
    module = lower("x", text)
    (bound,) = module.body
    assert isinstance(bound, ir.Bind)
    assert isinstance(bound.value, ir.Call)
    spans = [module.locate(arg.value.at) for arg in bound.value.args]
    assert [text[span.start : span.end].replace(end, "\n") for span in spans] == [
        "ab\" 'cd'\n     f\"ef\") + '''gh", "ij", "k + 'l'", 'f"m{n}o"', "p.q", "",
    ]  # fmt: skip
    joined = bound.value.args[3].value
    assert [text[span.start : span.end] for span in map(module.locate, (part.at for part in ir.children(joined)))] == ["m", "{n}"[1:-1], "o"]
    assert text[module.locate(bound.at).start :].startswith("x = f(")


def test_a_node_of_another_module_has_no_place() -> None:
    with pytest.raises(KeyError):
        lower("x", "a = 1").locate(cst.Name("b"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("f(x, y\n", "a syntax error, or not Python 3"),
        ("def f(:\n", "a syntax error, or not Python 3"),
        ("x = '\udc80'\n", "bytes that are no text"),
        ("x = " + "(" * 3000 + ")" * 3000, "nested too deeply"),
        ("x = " + "[" * 300 + "]" * 300, "nested too deeply"),
        ("x = a" + ".b()" * 3000, "nested too deeply"),
        ("x = " + " or ".join(["a"] * 20000), "nested too deeply"),
        ("x = [a" + " for a in b" * 3000 + "]", "nested too deeply"),
        ("import a" + ".b" * 3000, "nested too deeply"),
        ("from a" + ".b" * 3000 + " import c", "nested too deeply"),
        ("type X = int\nimport a" + ".b" * 3000, "nested too deeply"),
        ("type X = int\nif a: pass\n" + "elif a: pass\n" * 3000, "nested too deeply"),
        ("match a:\n case " + "[" * 40 + "]" * 40 + ": pass", "nested too deeply"),
        ("match a:\n case {1: {2: {3: {4: {5: {6: {7: 8}}}}}}}: pass", "nested too deeply"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_said_without_source(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        lower("x.py", text)
    assert str(caught.value) == reason
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None  # a SyntaxError would hold a line of source


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("x = " + " + ".join(["'a'"] * 490), repr("a" * 490)),
        ("x = (" + "\n".join(["'a'"] * 2000) + ")", repr("a" * 2000)),
        ("x = " + " or ".join(["a"] * 490), ", a])"),
        ("if a: b\n" + "elif a: b\n" * 490, "[a, b], []])"),
        ("x = f(b" + ".c()" * 240 + ", 'z')", ", 'z')"),
        ("case = {'a': ((((((((((((((((1))))))))))))))))}\n", "}"),
    ],
)
def test_long_chains_are_no_depth(text: str, end: str) -> None:
    module = lower("x.py", text)
    assert show(module.body[-1]).endswith(end)
    last = list(expressions(module.body))[-1]
    assert module.locate(last.at).end <= len(text)


def test_what_is_nested_deeper_than_the_stack_is_lost_and_said() -> None:
    module = lower("x.py", "x = " + "not " * 400 + "t\ny = 'a'\n")
    assert module.lost == ("nested deeper than 150 levels",)
    assert show(module.body[1]) == "y = 'a'"
    nested = "".join("  " * level + f"def f{level}():\n" for level in range(90)) + "  " * 90 + "return a\n"
    assert lower("x.py", nested).lost == ("nested deeper than 150 levels",)


def test_a_generated_module() -> None:
    text = "".join(f"\n\n\n# {n}\nV{n} = f('v{n}')\n" for n in range(10_000))
    module = lower("x.py", text)
    assert text.count("\n") == 50_000
    assert len(module.body) == 10_000
    assert module.lost == ()
