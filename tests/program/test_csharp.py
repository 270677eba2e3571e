import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("return Ok(new { secretToken = x, y, z.W });", "return Ok({'secretToken': x, 'y': y, 'W': z.W})"),
        ('var d = new Dictionary<string, string> { ["api-token"] = b, {"c", "d"} };', "d = {'api-token': b, 'c': 'd'}"),
        ('var r = new HttpRequestMessage(M.Post, u) { Headers = { { "api-token", t } } };', "r = new HttpRequestMessage(M.Post, u, {'api-token': t})"),
        ("Foo f = new(\"x\");", "f = new Foo('x')"),
        ("var l = new List<string> { a, \"b\" };", "l = [a, 'b']"),
        ("f(new[] { a }, new string[] { b }, new Foo());", "f([a], [b], new Foo())"),
        ("int[] h = [1, ..xs];", "h = [1, ...xs]"),
        ("var (q, w) = F();", "<0:q, 1:w> = F()"),
        ("(a.b, c) = (d, e);", "<0:a.b, 1:c> = [d, e]"),
        ('Log($"t {x:N2} {y.Z}{{");', "Log(Join(['t ', x, ' ', y.Z, '{']))"),
        ('var s = "a" + b + @"c""" + \'d\';', "s = Join(['a', b, 'c\"d'])"),
        ('var s = """raw""" + "\\u0041";', "s = 'rawA'"),
        ("Log(t[..8], t[^4..], t[1..n], t[0]);", "Log(Slice(t, None, 8, True), Slice(t, -4, None, True), Slice(t, None, None, False), t[0])"),
        ('Log(a ?? "x", c ? "y" : d, a?.B?["c"]?.D(e));', "Log(Choice([a, 'x']), Choice(['y', d, Test([c])]), a.B['c'].D(e))"),
        ("a ??= \"x\";", "a += 'x'"),
        ("h.Add(\"api-token\", value: t);", "h.Add('api-token', t)"),
        ("f((string)x, y as string, z!, !w, await G());", "f(x, y, z, Test([w]), G())"),
        ("f(x => x.Y, (a, b) => { return a; }, delegate(int a) { return a; });", "f(fn (x) {return x.Y}, fn (a, b) {return a}, fn (a) {return a})"),
        ("c.Get<string>(\"x\");", "c.Get('x')"),
        ("Log(nameof(a.Token));", "Log('Token')"),
        ('var m = x switch { 1 => "a", _ => b };', "m = Choice(['a', b, Test([x])])"),
        ("if (d.TryGetValue(\"k\", out var v)) Log(v);", "v = d.TryGetValue('k', v)|Branch(Test([v]), [[Log(v)], []])"),
        ("if (r is string s) Log(s);", "s = r|Branch(Test([r]), [[Log(s)], []])"),
        ("foreach (var (k, v) in xs) Log(v);", "Loop(<0:k, 1:v>, xs, [Log(v)])"),
        ("using var c = new X(); using (var d = new Y()) { f(); }", "c = new X()|d = new Y()|f()"),
        ("try { A(); } catch (E e) when (e.X) { Log(e); } finally { B(); }", "A()|Branch(None, [[e = Caught(), Log(e)]])|B()"),
        ("switch (x) { case 1: A(); break; default: B(); break; }", "Branch(x, [[A()], [B()]])"),
        ("throw new E(t);", "Raise(new E(t))"),
        ("yield return t;", "return t"),
        ('var r = s with { A = "x" };', "r = {...s, 'A': 'x'}"),
        ("int L(int x) => x;", "def L(x)|  return x"),
        ('f(a switch { { X: var q } => q, (1, 2) => b, _ => throw new E() });', 'Branch(a, [[q = a], [], [Raise(new E())]])|f(Choice([q, b]))'),
        ('if (a is { X: var q } or null) f(q);', 'q = a|Branch(Test([a]), [[f(q)], []])'),
        ('f($@"a{b}""c");', 'f(Join([\'a\', b, \'"c\']))'),
        ('var x = new List<int>(5) { a, b };', 'x = new List(5, [a, b])'),
        ('l: f(); checked { g(); } unsafe { h(); } lock (x) { i(); }', 'l|f()|g()|h()|x|i()'),
        ('while (a) f(); do { g(); } while (b);', 'Loop(None, None, [a, f()])|Loop(None, None, [b, g()])'),
        ('f(typeof(X), default(int), null, 1.5, true);', 'f(typeof(X), default(int), null, 1.5, true)'),
        ('E += (s, e) => f(e);', 'def E(s, e)|  return f(e)'),
        ('f(ref a, in b);', 'f(a, b)'),
        ('var t = (a, b);', 't = [a, b]'),
        ('f(new int[3], x[0]);', 'f([], x[0])'),
        ('f(int.Parse("1"), base.X());', "f(int.Parse('1'), base.X())"),
        ('try { } catch { f(); }', 'Branch(None, [[f()]])'),
        ('f(x as Foo ?? y, (Foo)z);', 'f(Choice([x, y]), z)'),
        ("f(t.Substring(t.Length - 4), t.Substring(t.Length - 4, 4), t.Substring(0, 8));", "f(Slice(t, -4, None, True), Slice(t, -4, None, True), t.Substring(0, 8))"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert lines("csharp", "class A { void Run() {" + text + "} }")[2:] == ["    " + line for line in expected.split("|")]


def test_classes() -> None:
    text = """using System; using static A.B; using J = Newtonsoft.Json;
namespace N;
[ApiController, Route("x")]
public class C(IOptions<X> o) : ControllerBase {
  private const string Token = "t";
  public string Key { get; set; } = "k";
  public string Pk => _c["x"];
  public string G { get { return _g; } set { _g = value; } }
  private Api _g = new("x");
  public C(IConfiguration c, string d = "q") : base(c) { Key = c[Token]; }
  [HttpPost("init")]
  public async Task<IActionResult> Init([FromBody] Req r, params int[] xs) => Ok(o.Value, r);
}
record R(string A, string B = "x");
"""
    assert lines("csharp", text) == [
        "Import(System, [Imported(*, *)], False)", "Import(A.B, [Imported(*, *)], False)", "Import(Newtonsoft.Json, [Imported(, J)], False)",
        "@ApiController @Route('x') class C(ControllerBase)",
        "  def constructor(o)", "    self.o = o",
        "  Token = 't'", "  Key = 'k'", "  @property def Pk()", "    return _c['x']",
        "  @property def G()", "    return self._g", "  def set G(value)", "    self._g = value",
        "  _g = new Api('x')",
        "  def constructor(c, d = 'q')", "    base(c)", "    self.Key = c[self.Token]",
        "  @HttpPost('init') def Init(r = FromBody(), *xs)", "    return Ok(self.o.Value, r)",
        "@record class R()", "  def constructor(A, B = 'x')", "    self.A = A", "    self.B = B",
    ]


def test_statements_without_a_class() -> None:
    assert lines("csharp", 'app.MapGet("/x", (HttpContext c) => Results.Ok(t));\n#if DEBUG\nvar d = 1;\n#endif\n') == [
        "app.MapGet('/x', fn (c) {return Results.Ok(t)})", "d = 1",
    ]
