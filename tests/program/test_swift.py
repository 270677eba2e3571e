import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('let r = URLRequest(url: URL(string: "https://\\(host)/x")!)', "r = new URLRequest(new URL(Join(['https://', host, '/x'])))"),
        ('r.setValue(token, forHTTPHeaderField: "api-token")', "return r.setValue(token, 'api-token')"),
        ('r.h = ["api-token": t, "b": "c"]', "r.h = {'api-token': t, 'b': 'c'}"),
        ('let a = ["a", b], e: [String: String] = [:]', "a = ['a', b]|e = {}"),
        ('let (p, q) = pair', '<0:p, 1:q> = pair'),
        ('let u = (a: 1, b); let v = (c)', "u = {'a': 1, '1': b}|v = c"),
        ('guard let t = env["X"] ?? "d", ok else { return }', "t = Choice([env['X'], 'd'])|Branch(Test([Choice([env['X'], 'd']), ok]), [[return]])"),
        ('if let y = x, a == b { print(y) } else if c { d() } else { e() }', 'y = x|Branch(Test([x, Test([a, b])]), [[return print(y)], [Branch(c, [[return d()], [return e()]])]])'),
        ('if case .some(let v) = x { f(v) }', 'v = x|Branch(x, [[return f(v)]])'),
        ('for i in xs { f(i) }', 'Loop(i, xs, [f(i)])'),
        ('for (k, v) in m { f(v) }', 'Loop(<0:k, 1:v>, m, [f(v)])'),
        ('while let x = y { f(x) }', 'Loop(None, None, [x = y, y, f(x)])'),
        ('switch r { case .success(let v): f(v); case .failure: g(); default: h() }', 'Branch(r, [[v = r, return f(v)], [return g()], [return h()]])'),
        ('do { try a() } catch let e as E { log(e) } catch { print(error) }', 'a()|Branch(None, [[e = Caught(), log(e)]])|Branch(None, [[error = Caught(), return print(error)]])'),
        ('let v = a ? b : c', 'v = Choice([b, c, Test([a])])'),
        ('a += "b"', "a += 'b'"),
        ('let s = x as? String', 's = x'),
        ('let g = try? await foo()', 'g = foo()'),
        ('xs.map { $0.x }.forEach { a in c(a) }', 'return xs.map(fn ($0) {return $0.x}).forEach(fn (a) {return c(a)})'),
        ('s.task(with: r) { data, res in print(data); f(res) }.resume()', 'return s.task(r, fn (data, res) {print(data); f(res)}).resume()'),
        ('f { x in y } onError: { z }', 'return f(fn (x) {return y}, fn () {return z})'),
        ('let m = """\n  a \\(x)\n  """', "m = Join(['  a ', x, '\\n  '])"),
        ('let m = #"raw\\n\\#(x)"#', "m = Join(['raw\\\\n', x])"),
        ('throw E.x("a")', "Raise(E.x('a'))"),
        ('f(t.prefix(8), t[0], t[..<4], t[i...], !a, a is B, &x, -1)', 'return f(t.prefix(8), t[0], Slice(t, None, 4, True), Slice(t, None, None, False), Test([a]), Test([a, Opaque([])]), x, Test([1]))'),
        ('let w = if a { "x" } else { y }', "w = Choice(['x', y, Test([a])])"),
        ('return t', 'return t'),
        ('let c = { (a: Int) -> Int in return a }', 'def c(a)|  return a'),
        ('print("\\(t, privacy: .public)\\u{41}", separator: "")', "return print(Join([t, 'A']), '')"),
        ('let x = a?.b?.c()', 'x = a.b.c()'),
        ('X<Y>(z)', 'return new X(z)'),
        ('func g(_ a: String, b c: Int = 1, d: Int...) -> String { a }', 'def g(a, b = 1, *d)|  c = b|  return a'),
        ('self.t = t', 'self.t = t'),
        ('_ = f()', 'return f()'),
    ],
)
def test_forms(text: str, expected: str) -> None:
    lowered = [line[2:] for line in lines("swift", "func main() {\n" + text + "\n}")[1:]]
    assert lowered == expected.split("|")


def test_classes() -> None:
    text = r"""import Foundation
@main class C: B, I {
  private let token: String = "t"; static var k = "x"; @AppStorage("s") var stored: String; var plain: Int?
  var comp: String { token }
  var gs: String { get { return k } set { token = newValue } }
  lazy var l: X = { return Y() }()
  init(token: String = "d", for y: String) { self.token = token; super.init() }
  @objc func f(a b: String) async throws -> String { print(token, b); return f(a: b) }
  deinit { x() }
}
struct S: Codable { let a: String; var body: some View { Text("\(a)") } }
enum E: String { case a = "x", b; case c(String) }
extension C: Q { func e() -> String { "x" } }
"""
    assert lines("swift", text) == [
        'Import(Foundation, [Imported(*, *)], False)',
        '@main class C(B, I, Q)',
        "  token = 't'",
        "  k = 'x'",
        "  stored = AppStorage('s')",
        '  plain = Opaque([])',
        '  l = fn () {return new Y()}()',
        '  @property def comp()',
        '    return self.token',
        '  @property def gs()',
        '    return self.k',
        '  def set gs(newValue)',
        '    self.token = newValue',
        "  def constructor(token = 'd', for)",
        '    y = for',
        '    self.token = token',
        '    super.init()',
        '  @objc def f(a)',
        '    b = a',
        '    print(self.token, b)',
        '    return self.f(b)',
        '  def destructor()',
        '    return x()',
        '  def e()',
        "    return 'x'",
        'class S(Codable)',
        '  a = Opaque([])',
        '  def constructor(a)',
        '    self.a = a',
        '  @property def body()',
        '    return new Text(self.a)',
        'class E(String)',
        "  a = 'x'",
    ]
