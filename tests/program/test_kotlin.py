import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('val m = mapOf("api-token" to t, k to "b")', "m = {'api-token': t, k: 'b'}"),
        ('val m = bodyOf("a" to b)', "m = bodyOf({'a': b})"),
        ('val l = listOf(a, "b")', "l = [a, 'b']"),
        ('val (q, w) = pair', '<0:q, 1:w> = pair'),
        ('val s = "t $x ${y.z}\\u0041\\$" + """raw $x\\n"""', "s = Join(['t ', x, ' ', y.z, 'A$raw ', x, '\\\\n'])"),
        ('val t = System.getenv("X") ?: "d"', "t = Choice([System.getenv('X'), 'd'])"),
        ('val t = a ?: return', 'Branch(None, [[return]])|t = a'),
        ('val t = a?.b!!.c as String', 't = a.b.c'),
        ('if (a) b() else if (c) d() else e()', 'Branch(a, [[b()], [Branch(c, [[d()], [e()]])]])'),
        ('val v = if (a) "x" else y', "v = Choice(['x', y, Test([a])])"),
        ('val w = when (x) { 1 -> "a"; is String -> { g(); b }; else -> throw E("x $t") }', "Branch(x, [[], [g()], [Raise(new E(Join(['x ', t])))]])|w = Choice(['a', b])"),
        ('when { a -> b(); else -> c() }', 'Branch(None, [[Test([a]), b()], [c()]])'),
        ('when (val r = g()) { is Ok -> f(r) }', 'r = g()|Branch(r, [[f(r)]])'),
        ('for ((k, v) in m) f(v)', 'Loop(<0:k, 1:v>, m, [f(v)])'),
        ('while (x) f()', 'Loop(None, None, [x, f()])'),
        ('try { a() } catch (e: E) { log(e) } finally { b() }', 'a()|Branch(None, [[e = Caught(), log(e)]])|b()'),
        ('val r = try { a() } catch (e: E) { null }', 'Branch(None, [[], [e = Caught()]])|r = Choice([a(), null])'),
        ('xs.map { it.x }.forEach { a, (b, c) -> f(a) }', 'xs.map(fn (it) {return it.x}).forEach(fn (a, <0:b, 1:c>) {return f(a)})'),
        ('client.post(url) { header("api-token", token) }', "client.post(url, fn () {return header('api-token', token)})"),
        ('x.y["z"] = "q"', "x.y['z'] = 'q'"),
        ('a += "b"', "a += 'b'"),
        ('i++; f(!a, a in b, -c)', 'Test([i])|f(Test([a]), Test([a, b]), Test([c]))'),
        ('val f = fun(a: Int): Int { return a }', 'def f(a)|  return a'),
        ('f(::foo, A::bar)', 'f(foo, A.bar)'),
        ('f(name = t, *xs)', 'f(t, ...xs)'),
        ('val o = object : I { override fun x() = y }', 'o = Opaque([fn x() {return y}])'),
        ('throw E("x")', "Raise(new E('x'))"),
        ('return t', 'return t'),
        ('xs.map { return@map it }', 'xs.map(fn (it) {return it})'),
        ('val x by lazy { "a" }', "x = fn () {return 'a'}()"),
        ('println("""{"a": "$t"}""".trimIndent())', 'println(Join([\'{"a": "\', t, \'"}\']).trimIndent())'),
        ('a.b.c = d', 'a.b.c = d'),
        ('a shl b', 'a.shl(b)'),
        ("val c = 'c'", "c = 'c'"),
        ('Client(t)', 'new Client(t)'),
        ('fun g(a: Int = 1) = a', 'def g(a = 1)|  return a'),
        ('f(arrayOf(a), emptyMap())', 'f([a], {})'),
        ('break; f { x -> x }; f(fun() = 1)', 'f(fn (x) {return x})|f(fn () {return 1})'),
        ('x.forEach { (a, b) -> f(a) }; f { it }', 'x.forEach(fn (<0:a, 1:b>) {return f(a)})|f(fn (it) {return it})'),
        ('do { f() } while (x)', 'Loop(None, None, [x, f()])'),
        ('var a: Int; val b = object { val c = 1 }', 'b = Opaque([])'),
        ('f(a?.b ?: c, a[0], b!!, d as? E, +x, @Foo y)', 'f(Choice([a.b, c]), a[0], b, d, x, y)'),
        ('throw if (a) b else c', 'Raise(Choice([b, c, Test([a])]))'),
        ('val (a) = b; a.b += "c"; a[0] = 1', "<0:a> = b|a.b += 'c'|a[0] = 1"),
        ('fun <T> g(x: T, f: (Int) -> Unit): T where T : X { return x }', 'def g(x, f)|  return x'),
        ('f(setOf(1), mapOf(*xs), emptyList<String>())', 'f([1], mapOf(...xs), [])'),
        ('loop@ for (i in a) { continue@loop }; f(x.y(z).w { })', 'Loop(i, a, [])|f(x.y(z).w(fn () {}))'),
        ('val f: () -> Unit = ::g; val h = { }; f(arrayOf("a"), 1L, 0xFF, true, null)', "f = g|def h()|f(['a'], 1L, 0xFF, true, null)"),
        ('when (x) { in a..b, !in c -> f() }', 'Branch(x, [[f()]])'),
        ("f(t.substring(t.length - 4), t.substring(0, 8))", "f(Slice(t, -4, None, True), t.substring(0, 8))"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    lowered = [line[2:] for line in lines("kotlin", "fun main() {\n" + text + "\n}")[1:]]
    assert lowered == expected.split("|")


def test_classes() -> None:
    text = r"""package a.b
import java.util.Map as M
import q.*
private const val TOKEN = "t"
@RestController @RequestMapping("/x")
class C(private val token: String = "d", x: Int, @Value("\${a}") val z: String) : B(x), I {
  companion object { const val K = "k" }
  val p get() = token
  var q: String = "a"
    get() { return p }
    set(v) { field = v }
  lateinit var r: Api
  init { q = z }
  constructor(a: String) : this(a, 1) { b() }
  @PostMapping("/x") suspend fun f(@RequestBody r: Req, vararg n: Int, d: Int = 2): M { log(token, K); return f(r) }
}
object O { val x = "y" }
enum class E(val v: String) { A("x"); fun g() = v }
fun String.mask() = "*" + this.takeLast(4)
"""
    assert lines("kotlin", text) == [
        'Import(java.util.Map, [Imported(, M)], False)',
        'Import(q, [Imported(*, *)], False)',
        "TOKEN = 't'",
        "@RestController @RequestMapping('/x') class C(B, I)",
        "  def constructor(token = 'd', x, z = Value('${a}'))",
        '    self.token = token',
        '    self.x = x',
        '    self.z = z',
        '    super(x)',
        "  K = 'k'",
        '  @property def p()',
        '    return self.token',
        "  q = 'a'",
        '  @property def q()',
        '    return self.p',
        '  def set q(v)',
        '    field = v',
        '    self.q = field',
        '  r = Opaque([])',
        '  self.q = self.z',
        '  def constructor(a)',
        '    self(a, 1)',
        '    b()',
        "  @PostMapping('/x') def f(r = RequestBody(), *n, d = 2)",
        '    log(self.token, self.K)',
        '    return self.f(r)',
        'class O()',
        "  x = 'y'",
        'class E()',
        '  def constructor(v)',
        '    self.v = v',
        "  A = new constructor('x')",
        '  def g()',
        '    return self.v',
        'def mask()',
        "  return Join(['*', self.takeLast(4)])",
    ]


def test_data_classes_say_so() -> None:
    assert lines("kotlin", "data class A(val b: String)")[0] == "@record class A()"
