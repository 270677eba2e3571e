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
        ('fallthrough; break; let x: Int', 'fallthrough'),
        ('repeat { f() } while x; for case let (a, b) in c where a { g(a) }', 'Loop(None, None, [f(), x])|Loop(<0:a, 1:b>, c, [a, g(a)])'),
        ('x.y?.z!.w(); a[0, 1]; t[i..<j]; t[..<4]; t[2...5]', 'x.y.z.w()|a[0]|Slice(t, None, None, False)|Slice(t, None, 4, True)|Slice(t, 2, 6, True)'),
        ('f(.a, .b(c), \\.d, #selector(e), -x, !y, ~z, a is B, a as! C, 1...2)', 'return f(a, b(c), Opaque([]).d, Opaque([]), Test([x]), Test([y]), Test([z]), Test([a, Opaque([])]), a, Test([1, 2]))'),
        ('let d: [String: Int] = [:], s = [Int](), m = [String: String]()', 'd = {}|s = []|m = {}'),
        ('(a, b) = c; a.b = d; e[0] = f', '<0:a, 1:b> = c|a.b = d|e[0] = f'),
        ('if let a, let b = c?.d, case .e(let f) = g, #available(iOS 1, *) { h(a, b, f) }', 'b = c.d|f = g|Branch(Test([c.d, g, Opaque([])]), [[return h(a, b, f)]])'),
        ('guard case let .a(b) = c else { return }; f(b)', 'b = c|Branch(c, [[return]])|f(b)'),
        ('switch (a, b) { case (1, let c): f(c); case let (d, e) where d: g(e); @unknown default: h() }', 'Branch([a, b], [[c = [a, b], return f(c)], [e = [a, b], d = [a, b], return g(e)], [return h()]])'),
        ('do { try f() } catch E.a(let x) { g(x) } catch is F { } catch { h(error) }', 'f()|Branch(None, [[x = Caught(), g(x)]])|Branch(None, [[error = Caught()]])|Branch(None, [[error = Caught(), return h(error)]])'),
        ('let c: (Int) -> Void = { [weak self] x in self?.f(x) }', 'def c(x)|  return self.f(x)'),
        ('f { $0 + $1 }; g { (a: Int, b: Int) -> Int in a }; h { _ in }', 'f(fn ($0, $1) {return Join([$0, $1])})|g(fn (a, b) {return a})|h(fn (_) {})'),
        ('let s = "a\\tb\\(c)\\u{41}" + """\n  x\n  """; let r = #"a"#', "s = Join(['a\\tb', c, 'A  x\\n  '])|r = 'a'"),
        ('var p: Int { get { 1 } set(v) { f(v) } }; var q = 1 { didSet { g() } }', '@property def p()|  return 1|def set p(v)|  f(v)|q = 1'),
        ('defer { f() }; throw E.a; x = try? f(); y = await g()', 'defer(fn () {return f()})|Raise(E.a)|x = f()|y = g()'),
        ('func g<T: X>(_ a: T, b c: Int = 1, _ d: Int...) rethrows -> T where T: Y { a }', 'def g(a, b = 1, *d)|  c = b|  return a'),
        ('f(a ?? b ?? c, a ? b : c, a && b || c, a * b, a + 1)', 'return f(Choice([a, Choice([b, c])]), Choice([b, c, Test([a])]), Test([a, Test([b, c])]), Test([a, b]), Join([a, 1]))'),
        ('let (x, _) = f(); _ = g()', '<0:x> = f()|g()'),
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
