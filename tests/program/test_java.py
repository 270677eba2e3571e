import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("String t = System.getenv(\"X\");", "t = System.getenv('X')"),
        ('var m = Map.of("api-token", t);', "m = Map.of('api-token', t)"),
        ('Map<String,String> h = new HashMap<>() {{ put("k", v); }};', "h = {'k': v}"),
        ('r = new Request.Builder().addHeader("api-token", t).build();', "r = new Request.Builder().addHeader('api-token', t).build()"),
        ("String[] a = {\"x\", y};", "a = ['x', y]"),
        ("f(new String[]{x}, (String) y, z[0], a.b);", "f([x], y, z[0], a.b)"),
        ('String s = "a" + b + \'c\' + "\\u0041";', "s = Join(['a', b, 'cA'])"),
        ('String s = """\n    a\n    b\n    """;', "s = 'a\\nb\\n'"),
        ('log(c ? "a" : b);', "log(Choice(['a', b, Test([c])]))"),
        ("log(!a, a == b, a && b, i++);", "log(Test([a]), Test([a, b]), Test([a, b]), Test([i]))"),
        ("x += \"a\";", "x += 'a'"),
        ("this.t = t;", "self.t = t"),
        ("xs.forEach(x -> log(x));", "xs.forEach(fn (x) {return log(x)})"),
        ("xs.map((a, b) -> { log(a); return b; });", "xs.map(fn (a, b) {log(a); return b})"),
        ("f(this::g, Foo::new);", "f(self.g, Foo)"),
        ("for (String s : xs) f(s);", "Loop(s, xs, [f(s)])"),
        ("while (x) { f(); }", "Loop(None, None, [x, f()])"),
        ("if (a) b(); else if (c) d(); else e();", "Branch(a, [[b()], [Branch(c, [[d()], [e()]])]])"),
        ("switch (x) { case 1: a(); break; default: b(); }", "Branch(x, [[a()], [b()]])"),
        ('var y = switch (x) { case A -> "q"; default -> { yield z; } };', "y = Choice(['q', z, Test([x])])"),
        ('throw new E("x" + t);', "Raise(new E(Join(['x', t])))"),
        ("return t;", "return t"),
        ("synchronized (x) { f(); }", "x|f()"),
        ("a = b = c;", "b = c|a = b"),
        ("if (x instanceof String s) f(s);", "s = x|Branch(Test([x]), [[f(s)], []])"),
        ("try (var c = open()) { a(); } catch (E | F e) { log(e); } finally { b(); }", "c = open()|a()|Branch(None, [[e = Caught(), log(e)]])|b()"),
        ('new Api() { @Override public void on(String s) { log(s); } };', '(new Api) = new Api()|Opaque([(new Api), fn on(s) {log(s)}])'),
        ('var h = new Client(x) {{ setToken(t); retries = 2; }};', '(new Client) = new Client(x)|(new Client).setToken(t)|retries = 2|h = (new Client)'),
        ('Object o = new int[3];', 'o = []'),
        ('f((String a, final int b) -> a, (var x) -> { });', 'f(fn (a, b) {return a}, fn (x) {})'),
        ('int[] a = {}, b;', 'a = []'),
        ('for (int i = 0; i < 3; i++) f(i);', 'i = 0|Loop(None, None, [Test([i, 3]), f(i), Test([i])])'),
        ('do { f(); } while (x);', 'Loop(None, None, [x, f()])'),
        ('assert x : y;', 'x|y'),
        ('f(a instanceof B, String.class, super.toString());', 'f(Test([a]), Opaque([]), super.toString())'),
        ('class L { }', 'class L()'),
        ('try { a(); } finally { b(); }', 'a()|b()'),
        ('switch (x) { case 1 -> a(); default -> { b(); } }', 'Branch(x, [[a()], [b()]])'),
        ('if (x) { int y; }', 'Branch(x, [[], []])'),
        ('f(this.<String>g(x));', 'f(self.g(x))'),
        ('void_(Map.Entry::getKey);', 'void_(Map.Entry.getKey)'),
        ('int x = cond ? 1 : -1;', 'x = Choice([1, Test([1]), Test([cond])])'),
        ("f(t.substring(t.length() - 4), t.substring(Math.max(0, t.length() - 4)), t.substring(0, t.length()-4), t.substring(n, 8));", "f(Slice(t, -4, None, True), Slice(t, -4, None, True), Slice(t, 0, -4, True), t.substring(n, 8))"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert lines("java", "class A { void run() {" + text + "} }")[2:] == ["    " + line for line in expected.split("|")]


def test_classes() -> None:
    text = """package a;
import java.util.Map; import static x.Y.z; import q.*;
@RestController @RequestMapping("/x")
class C extends B<T> implements I, J {
  private static final String TOKEN = "t";
  @Value("${helcim.token}") private String key;
  private final Api api;
  public C(@Value("${a}") String t, int... n) { super(t); this.api = t; }
  @PostMapping(value = "/init", produces = "a") Map<String, String> init(@RequestBody Req r, String api) { log(TOKEN, key); key = r; local(api); return init(r, api); }
  static { go(); }
  class In { String f() { return TOKEN; } }
  void go() { String key = x; log(key, api); }
}
enum E { A("x"); final String v; E(String v) { this.v = v; } }
record R(String a) {}
"""
    assert lines("java", text) == [
        "Import(java.util.Map, [Imported(, Map)], False)", "Import(x.Y, [Imported(z, z)], False)", "Import(q, [Imported(*, *)], False)",
        "@RestController @RequestMapping('/x') class C(B, I, J)",
        "  TOKEN = 't'", "  key = Value('${helcim.token}')", "  api = Opaque([])",
        "  def constructor(t = Value('${a}'), *n)", "    super(t)", "    self.api = t",
        "  @PostMapping('/init', 'a') def init(r = RequestBody(), api)",
        "    log(self.TOKEN, self.key)", "    self.key = r", "    local(api)", "    return self.init(r, api)",
        "  self.go()",
        "  class In()", "    def f()", "      return C.TOKEN",
        "  def go()", "    key = x", "    log(key, self.api)",
        "class E()", "  A = new constructor('x')", "  v = Opaque([])", "  def constructor(v)", "    self.v = v",
        "@record class R()", "  def constructor(a)", "    self.a = a",
    ]
