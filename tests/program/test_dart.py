import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("final t = const String.fromEnvironment('X', defaultValue: 'd');", "t = String.fromEnvironment('X', 'd')"),
        ("var h = {'api-token': t, ...m, if (a) 'b': c};", "h = {'api-token': t, ...m, 'b': c}"),
        ('var l = [1, ...x, for (var i in y) i];', 'Loop(i, y, [])|l = [1, ...x, i]'),
        ('var s = {1, 2}, e = {};', 's = [1, 2]|e = {}'),
        ("f(<String, String>{'a': b}, const ['a'], (a, b: c));", "f({'a': b}, ['a'], {'0': a, 'b': c})"),
        ("print('x $t ${a.b}\\u0041' 'b' r'raw$x');", "print(Join(['x ', t, ' ', a.b, 'Abraw$x']))"),
        ("print('''m $x''');", "print(Join(['m ', x]))"),
        ("await http.post(Uri.parse('x'), headers: h);", "http.post(Uri.parse('x'), h)"),
        ('if (a == b) f(); else g();', 'Branch(Test([a, b]), [[f()], [g()]])'),
        ('for (final x in xs) { print(x); }', 'Loop(x, xs, [print(x)])'),
        ('for (var i = 0; i < 3; i++) f(i);', 'i = 0|Loop(None, None, [Test([i, 3]), f(i), Test([i])])'),
        ('for (final (a, b) in xs) f(a);', "Loop((at 25), xs, [a = (at 25)['0'], b = (at 25)['1'], f(a)])"),
        ('switch (x) { case 1: a(); break; default: b(); }', 'Branch(x, [[a()], [b()]])'),
        ("var w = switch (x) { 1 => 'a', _ => b };", "w = Choice(['a', b, Test([x])])"),
        ('try { a(); } on E catch (e, st) { log(e); } catch (e) { p(e); } finally { q(); }', 'a()|Branch(None, [[e = Caught(), log(e)]])|Branch(None, [[e = Caught(), p(e)]])|q()'),
        ("t ??= 'x';", "t += 'x'"),
        ("x.y['z'] = 'q';", "x.y['z'] = 'q'"),
        ("f(a ?? 'x', a?.b?.c(), n!, d as String, c ? d : e, !a, a is B, -x);", "f(Choice([a, 'x']), a.b.c(), n, d, Choice([d, e, Test([c])]), Test([a]), Test([a, Opaque([Opaque([]), Opaque([])])]), Test([x]))"),
        ('f(a ?? (throw b));', 'Branch(None, [[Raise(b)]])|f(a)'),
        ('f((x) => x.y, (a, {b = 1}) { return a; }, () async { g(); });', 'f(fn (x) {return x.y}, fn (a, b = 1) {return a}, fn () {g()})'),
        ('final d = Dio()..options = x..i.add(y);', '(at 24) = new Dio()|(at 24).options = x|(at 24).i.add(y)|d = (at 24)'),
        ('a..b = c..d(e);', 'a.b = c|a.d(e)|a'),
        ("a..h['k'] = v;", "a.h['k'] = v|a"),
        ('var (a, b) = r;', "a = r['0']|b = r['1']"),
        ("if (a case {'t': String t}) f(t);", "t = a['t']|Branch(a, [[f(t)], []])"),
        ("throw E('x $t');", "Raise(new E(Join(['x ', t])))"),
        ('return const X(a: b);', 'return new X(b)'),
        ('var x = new Foo<A>(y);', 'x = new Foo(y)'),
        ('int g(int x) { return x; }', 'def g(x)|  return x'),
        ('while (a) f();', 'Loop(None, None, [a, f()])'),
        ("f(a + b + 'c', a && b);", "f(Join([a, b, 'c']), Test([a, b]))"),
        ('final Map<String, String> m = {};', 'm = {}'),
        ('var a = [if (b) c else d, for (var x in y) if (x) x, ...?z];', 'Loop(x, y, [])|a = [c, d, x, x, ...z]'),
        ('f({1, ...x}, {...y}, <int>[], [...z]);', 'f([1, ...x], {...y}, [], [...z])'),
        ('switch (x) { case int y when y > 1: f(y); case [var a, _]: g(a); }', "Branch(x, [[y = x, Test([y, 1]), f(y)], [a = x['0'], g(a)]])"),
        ('for (;;) { break; }', 'Loop(None, None, [])'),
        ('do { f(); } while (x); a: while (b) { continue a; }', 'Loop(None, None, [x, f()])|a|Loop(None, None, [b])'),
        ('assert(x, "m"); x++; --y; var z;', "x|'m'|Test([x])|y"),
        ('f(() sync* { yield 1; }, ({int a = 1, required b}) => a, ([c]) => c);', 'f(fn () {return 1}, fn (a = 1, b) {return a}, fn (c) {return c})'),
        ('f(#sym, this, super.x(), (1, a: 2), x is! Y, a ? b : c);', "f(Opaque([]), self, super.x(), {'0': 1, 'a': 2}, Test([x, Opaque([Opaque([]), Opaque([])])]), Choice([b, c, Test([a])]))"),
        ('a..b()..c["d"] = e..f.g = h; x?..y();', "a.b()|a.c['d'] = e|a.f.g = h|a|x.y()|x"),
        ('late final x = 1; final (a, b: c) = r; (a, b) = r;', "x = 1|a = r['0']|c = r['b']|Opaque([Opaque([a, b]), r])"),
        ('try { f(); } catch (e) { rethrow; }', 'f()|Branch(None, [[e = Caught()]])'),
        ('f(a!.b, a?[0], b?.c?.d(), -x, ~y, a && b, a | b, a << 1, a * 2);', 'f(a.b, a[0], b.c.d(), Test([x]), Test([y]), Test([a, b]), Test([a, b]), Test([a, 1]), Test([a, 2]))'),
        ('f("a\\$b" "c", """d $e""", r"f$g");', "f('a$bc', Join(['d ', e]), 'f$g')"),
        ('return;', 'return'),
        ('if (a case B(c: var d) when d) f(d);', "d = a['c']|Branch(a, [[f(d)], []])"),
        ('const x = X(); const y = <String>["a"]; new Z.named(1);', "x = new X()|y = ['a']|Z.named(1)"),
        ('f<int>(x); X.y<int>(z);', 'f(x)|X.y(z)'),
        ('external_();', 'external_()'),
        ("f(t.substring(t.length - 4, t.length), t.substring(0, 8));", "f(Slice(t, -4, None, True), t.substring(0, 8))"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    lowered = [line[2:] for line in lines("dart", "void main() {\n" + text + "\n}")[1:]]
    assert lowered == expected.split("|")


def test_classes() -> None:
    text = r"""import 'package:http/http.dart' as http;
import 'a.dart' show B;
export 'c.dart';
const token = 'a', other = "b";
class C extends B with M implements I {
  final String token; static const k = 'x'; late Api api;
  C(this.token, {required this.q, String z = 'd', super.key}) : super(token), a = z;
  C.named(String x) { api = x; }
  factory C.f(Map j) => C(j['a']);
  @override Widget build(BuildContext context) { return Text('$token $k'); }
  Future<String?> get g async => await api.read(key: 'x');
  set s(String v) { token = v; }
  C self() => this;
}
enum E { a('x'); final String v; const E(this.v); }
@RestApi(baseUrl: 'u') abstract class R { @POST('/y') Future<X> p(@Header('h') String t, @Body() B b); @JsonKey(name: 'n') final String q; }
"""
    assert lines("dart", text) == [
        'Import(package:http/http.dart, [Imported(, http)], False)',
        'Import(a.dart, [Imported(B, B)], False)',
        "token = 'a'",
        "other = 'b'",
        'class C(B, M, I)',
        '  token = Opaque([])',
        "  k = 'x'",
        '  api = Opaque([])',
        "  def constructor(token, q, z = 'd', key)",
        '    self.token = token',
        '    self.q = q',
        '    super(token)',
        '    self.a = z',
        '  def named(x)',
        '    self.api = x',
        '    return self',
        '  def f(j)',
        "    return new C(j['a'])",
        '  @override def build(context)',
        "    return new Text(Join([self.token, ' ', self.k]))",
        '  @property def g()',
        "    return self.api.read('x')",
        '  def set s(v)',
        '    self.token = v',
        '  def self()',
        '    return self',
        'class E()',
        "  a = new constructor('x')",
        '  v = Opaque([])',
        '  def constructor(v)',
        '    self.v = v',
        "@RestApi('u') class R()",
        "  @POST('/y') def p(t = Header('h'), b = Body())",
        "  q = JsonKey('n')",
    ]
