import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('h := map[string]string{"api-token": t, k: "b"}', "h = {'api-token': t, k: 'b'}"),
        ("c := &Config{Token: t, Inner: Inner{1}}", "c = {'Token': t, 'Inner': [1]}"),
        ('h := http.Header{"Api-Token": {t}}', "h = {'Api-Token': [t]}"),
        ('cs := []Config{{Token: "a"}, {Token: t}}', "cs = [{'Token': 'a'}, {'Token': t}]"),
        ("m := map[string]string{}", "m = {}"),
        ("m := make(map[string]string)", "m = {}"),
        ("v, err := f(x)", "<0:v, 1:err> = f(x)"),
        ("_, err := f(x)", "<1:err> = f(x)"),
        ("var t string = os.Getenv(\"X\")", "t = os.Getenv('X')"),
        ("t += `a\\n`", "t += 'a\\\\n'"),
        ('s := "a" + b + "\\x41"', "s = Join(['a', b, 'A'])"),
        ('s := "a" + "b"', "s = 'ab'"),
        ("f(t[:8], t[len(t)-4:], t[n:])", "f(Slice(t, None, 8, True), Slice(t, -4, None, True), Slice(t, None, None, False))"),
        ("f(*p, &q, !r, -1, a == b, a && b)", "f(p, q, Test([r]), Test([1]), Test([a, b]), Test([a, b]))"),
        ("f(xs...)", "f(...xs)"),
        ("w.Write([]byte(t))", "w.Write(t)"),
        ("f(string(b))", "f(b)"),
        ('f(x.(string), m["a"], a.b.c)', "f(x, m['a'], a.b.c)"),
        ('r.Header["Api-Token"] = []string{t}', "r.Header['Api-Token'] = [t]"),
        ('fmt.Sprintf("%s", t)', "fmt.Sprintf('%s', t)"),
        ("defer f(x)", "f(x)"),
        ("go func() { f(x) }()", "fn () {f(x)}()"),
        ("x = <-ch", "x = ch"),
        ("ch <- x", "ch += x"),
        ("for i, v := range xs { f(v) }", "Loop(v, xs, [i = Test([]), f(v)])"),
        ("for x { f() }", "Loop(None, None, [x, f()])"),
        ("if a { b() } else if c { d() }", "Branch(a, [[b()], [Branch(c, [[d()], []])]])"),
        ("switch a { case 1: b(); default: c() }", "Branch(a, [[b()], [c()]])"),
        ("return x, nil", "return [x, nil]"),
        ("return", "return"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert lines("go", "package a\nfunc f() {\n" + text + "\n}") == ["def f()", "  " + expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('t, ok := m["a"]', ["t = m['a']", "ok = Test([])"]),
        ("a, b := 1, c", ["a = 1", "b = c"]),
        ('t, ok := os.LookupEnv("X")', ["t = os.LookupEnv('X')", "ok = Test([])"]),
        ("err := json.Unmarshal(b, &out)", ["out += json.Unmarshal(b, out)", "err = Test([out])"]),
        ("if err := c.Bind(&in.x); err != nil { f() }", ["in.x += c.Bind(in.x)", "err = Test([in.x])", "Branch(Test([err, nil]), [[f()], []])"]),
        ("if x := g(); x { h(x) }", ["x = g()", "Branch(x, [[h(x)], []])"]),
        ("switch x := y.(type) { case string: f(x) }", ["x = y", "Branch(y, [[f(x)]])"]),
        ("for i := 0; i < 3; i++ { f(i) }", ["i = 0", "Loop(None, None, [Test([i, 3]), f(i), Test([i])])"]),
        ("h := func(a int) string { return b }", ["def h(a)", "  return b"]),
        ("l: f(x)", ["f(x)"]),
        ('f((*T)(x), [2]int{1, 2}, []T{0: a, 1: b}, new(T), make(chan int))', ['f(T(x), [1, 2], [a, b], new(), make())']),
        ('a, b = f(), 1, 2', ['f()', '1', '2']),
        ('select { case m := <-ch: f(m); case ch <- x: default: g() }', ['Branch(None, [[m = ch, f(m)], [ch += x], [g()]])']),
        ('for k = range m {}', ['Loop(None, m, [k = Test([])])']),
        ('for range m { f() }', ['Loop(None, m, [f()])']),
        ('for i := range 3 { f(i) }', ['Loop(None, 3, [i = Test([]), f(i)])']),
        ('switch x := f(); x { case 1: g() }', ['x = f()', 'Branch(x, [[g()]])']),
        ('func() {}()', ['fn () {}()']),
        ('goto l; l: for { break l }', ['Loop(None, None, [])']),
        ('type T struct { a int }', ['class T()', '  a = Opaque([])']),
        ('x.y++', ['Test([x.y])']),
        ('var _ = f()', ['f()']),
    ],
)
def test_several_statements(text: str, expected: list[str]) -> None:
    assert lines("go", "package a\nfunc f() {\n" + text + "\n}") == ["def f()", *("  " + line for line in expected)]


def test_methods_belong_to_their_type_and_the_receiver_is_self() -> None:
    text = """package a
import ("fmt"; x "net/http"; _ "a/b"; . "c"; "g.com/z/go-yaml/v3")
func (c *Client[T]) Do(a, b string, o ...Option) { fmt.Println(c.Token, a); c := b; f(c) }
type Client struct { http.Client; Token string `json:"t"`; n *int }
const A, B = "x", `y`
func (Client) No() {}
func (d Other) Go() { d.x = 1 }
"""
    assert lines("go", text) == [
        "Import(fmt, [Imported(, fmt)], False)", "Import(net/http, [Imported(, x)], False)", "Import(a/b, [], False)", "Import(c, [Imported(*, *)], False)",
        "Import(g.com/z/go-yaml/v3, [Imported(, yaml)], False)",
        "class Client(http.Client)", "  Token = Opaque([])", "  n = Opaque([])",
        "  def Do(a, b, *o)", "    fmt.Println(self.Token, a)", "    c = b", "    f(c)", "  def No()",
        "A = 'x'", "B = 'y'",
        "class Other()", "  def Go()", "    self.x = 1",
    ]
