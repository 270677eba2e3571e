import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('let mut h = HeaderMap::new();', 'h = HeaderMap.new()'),
        ('h.insert("api-token", HeaderValue::from_str(&self.token)?);', "h.insert('api-token', HeaderValue.from_str(self.token))"),
        ('let (a, b) = (x, "y");', "<0:a, 1:b> = [x, 'y']"),
        ('let Some(t) = env::var("X").ok() else { return };', "t = env.var('X').ok()|Branch(None, [[return]])"),
        ('let C { x, y: ref z, .. } = c;', '<x:x, y:z> = c'),
        ('let [a, _, b] = d;', '<0:a, 2:b> = d'),
        ('if let Some(v) = x { f(v) } else if a == b { g() } else { h() }', 'v = x|Branch(x, [[f(v)], [Branch(Test([a, b]), [[g()], [h()]])]])'),
        ('let v = if a { "x" } else { y };', "v = Choice(['x', y, Test([a])])"),
        ('let v = match x { Ok(v) if v > 1 => v, Err(e) => { log(e); "d" } C { a } => a, s => s };', "Branch(x, [[v = x, Test([v, 1])], [e = Caught(), log(e)], [<a:a> = x], [s = x]])|v = Choice([v, 'd', a, s])"),
        ('for (i, x) in xs { f(x); }', 'Loop(<0:i, 1:x>, xs, [f(x)])'),
        ('while let Some(x) = y { f(x); }', 'Loop(None, None, [x = y, y, f(x)])'),
        ('loop { break; }', 'Loop(None, None, [])'),
        ('println!("a {} {token} {:?} {{}}", x, y);', "println!(Join(['a ', x, ' ', token, ' ', y, ' {}']))"),
        ('let s = format!("a {0} {n}", x, n = m);', "s = format!(Join(['a ', x, ' ', m]))"),
        ('vec![1, x];', '[1, x]'),
        ('json!({"api-token": t, "b": [c, {d: "e"}], f: null});', "json!({'api-token': t, 'b': [c, {'d': 'e'}], 'f': null})"),
        ('info!(token = %t, ?e, "x {}", a);', "info!(t, e, Join(['x ', a]))"),
        ('log::error!("{}: {e}", a.b(c)?.d[0]);', "log.error!(Join([a.b(c).d[0], ': ', e]))"),
        ('write!(f, "{}", &self.t[..4])?;', 'write!(f, Slice(self.t, None, 4, True))'),
        ('m!(a == b, |x| y, !q, S { a: b }, a::<X>::c(), "k" => v, x as u8, a + "b");', "m!(Test([a, b]), Opaque([x, y]), Test([q]), {'a': b}, a.c(), Test(['k', v]), x, Join([a, 'b']))"),
        ('anyhow!("x {}", t, u);', "anyhow!(Join(['x ', t]), u)"),
        ('env!("X");', "env!('X')"),
        ('a.b["c"] = d;', "a.b['c'] = d"),
        ('a += "x";', "a += 'x'"),
        ('*p = !q;', 'p = Test([q])'),
        ('(a, b) = c;', '<0:a, 1:b> = c'),
        ('let c = |x, y: i32| x + y;', 'def c(x, y)|  return Join([x, y])'),
        ('let d = move || { z };', 'def d()|  return z'),
        ('f(&t[..8], &t[t.len()-4..], t[1..=3], t.0, x as i32, -1);', "f(Slice(t, None, 8, True), Slice(t, -4, None, True), Slice(t, 1, 4, True), t['0'], x, Test([1]))"),
        ('f(r#"raw"#, b"b", \'c\', "a\\n\\u{41}", 1, true, ());', "f('raw', 'b', 'c', 'a\\nA', 1, true, ())"),
        ('f(x?, x.await?, (x), &mut y, [a, b]);', 'f(x, x, x, y, [a, b])'),
        ('let x = unsafe { y() };', 'x = y()'),
        ('let f = async move { z };', 'f = z'),
        ('c.post(u).header("api-token", &t).json(&b).send().await?;', "c.post(u).header('api-token', t).json(b).send()"),
        ('return Err(E::A("x".into()));', "return Err(E.A('x'.into()))"),
        ('let s = S { t: t.into(), b, ..Default::default() };', "s = {'t': t.into(), 'b': b, ...Default.default()}"),
        ('x.collect::<Vec<_>>();', 'x.collect()'),
        ('let x; let (ref a, mut b, &c) = d; let n @ Some(m) = e else { return };', '<0:a, 1:b, 2:c> = d|n = e|m = e|Branch(None, [[return]])'),
        ('match x { A::B { c, d: Some(e) } => f(c, e), [a, .., b] => g(a), n @ 1..=2 => h(n), Ok(Some(z)) | Err(z) => i(z), (p, _) if let Some(q) = p => j(q), K => l(), "s" => m(), _ => {} }', 'Branch(x, [[<c:c, d:e> = x, f(c, e)], [<0:a, 2:b> = x, g(a)], [n = x, h(n)], [z = x, z = Caught(), i(z)], [<0:p> = x, q = p, p, j(q)], [l()], [m()], []])'),
        ('if let Some(a) = b && a > 1 { f(a) }', 'a = b|Branch(Test([b, Test([a, 1])]), [[f(a)], []])'),
        ('for C { a, .. } in d { f(a); }', 'Loop(<a:a>, d, [f(a)])'),
        ('f(|(a, b)| a, |&x| x, |_| 1, async { g() }, unsafe { h() }, || { return 1; });', 'f(fn (<0:a, 1:b>) {return a}, fn (x) {return x}, fn () {return 1}, g(), h(), fn () {return 1})'),
        ('t[a..b]; t[2..]; t[..n]; x[0]; &t[1..=3];', 'Slice(t, None, None, False)|Slice(t, 2, None, True)|Slice(t, None, None, False)|x[0]|Slice(t, 1, 4, True)'),
        ('tokio::select! { a = f() => g(a), _ = h() => {} }', 'tokio.select!(Test([f(), g(a)]), Opaque([h, [], {}]))'),
        ('assert_eq!(a, b, "m {}", c); vec![0; n]; concat!("a", "b"); matches!(x, A | B); sqlx::query!("s {x}", y);', "assert_eq!(a, b, Join(['m ', c]))|[0, n]|'ab'|matches!(x, Test([A, B]))|sqlx.query!('s {x}', y)"),
        ('m! { a: 1, ..b }; m!(x[0], y[..4], z[1..n], -1, !a, *b, (c, d), [e], f!{g}, h.await, i?.j, k::l::<M>::n);', 'm!(1, Opaque([b]))|m!(x[0], Slice(y, None, 4, True), Slice(z, None, None, False), Test([1]), Test([a]), b, [c, d], [e], f!(g), h, i.j, k.l.n)'),
        ('println!(); println!("a"); println!("{1} {0} {x:>8} {}", a, b); panic!("{}", format!("{a}"));', "println!()|println!('a')|println!(Join([b, ' ', a, ' ', x, ' ', a]))|panic!(format!(a))"),
        ('a = b = c; x <<= 1; (p, _) = q; _ = r;', 'a = b|a = c|x += 1|<0:p> = q|r'),
        ("break 'a x; continue; loop { break y; }; while z { }", 'x|Loop(None, None, [y])|Loop(None, None, [z])'),
        ('f(Self::X, <T as U>::v(), Vec::<u8>::new(), crate::a::b, super::c);', 'f(Self.X, T.v(), Vec.new(), crate.a.b, super.c)'),
        ('struct L(u8); enum M { N } type O = u8; use a::{self, b as c, d::*}; mod e;', 'class L()|Import(a, [Imported(, a)], False)|Import(a::b, [Imported(, c)], False)|Import(a::d, [Imported(*, *)], False)|Import(e, [Imported(, e)], False)'),
        ('let v = { f(); g }; let w = loop { break 1; }; let y = if a { b } else if c { d } else { e };', 'f()|v = g|Loop(None, None, [1])|w = Opaque([])|y = Choice([b, Choice([d, e, Test([c])]), Test([a])])'),
        ("return; f(..); f(1..2, b'a', 1.0, '\\n', ());", "return|f(Test([]))|f(Test([1, 2]), 'a', 1.0, '\\n', ())"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    lowered = [line[2:] for line in lines("rust", "fn main() {\n" + text + "\nlast();\n}")[1:]]
    assert lowered == [*expected.split("|"), "last()"]


def test_modules_and_statics() -> None:
    assert lines("rust", 'mod config;\nmod a { const B: u8 = 1; }\nlazy_static! { static ref TOKEN: String = env::var("X").unwrap(); pub static ref C: &\'static str = "d"; }') == [
        "Import(config, [Imported(, config)], False)", "B = 1", "TOKEN = env.var('X').unwrap()", "C = 'd'", "Opaque([])",
    ]


def test_classes() -> None:
    text = r"""use std::{env, fmt::{self, Display as D}}; use a::b::*;
mod m { pub fn x() {} }
const TOKEN: &str = "a";
impl C { const K: u8 = 1; pub fn new(t: impl Into<String>, (a, b): (i32, i32)) -> Self { Self { token: t.into() } } async fn f(&self) -> String { let c = Self::new(TOKEN); self.token.clone() } }
#[derive(Parser)] pub struct C { #[arg(long, env = "X")] token: String, pub b: Option<String> }
impl fmt::Display for C { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "{}", self.token) } }
trait T { fn x(&self) -> i32 { if a { 1 } else { 2 } } }
#[post("/x")] async fn h(req: web::Json<R>) -> impl Responder { done(req); }
"""
    assert lines("rust", text) == [
        'Import(std::env, [Imported(, env)], False)',
        'Import(std::fmt, [Imported(, fmt)], False)',
        'Import(std::fmt::Display, [Imported(, D)], False)',
        'Import(a::b, [Imported(*, *)], False)',
        'def x()',
        "TOKEN = 'a'",
        'class C(fmt.Display)',
        '  K = 1',
        "  token = arg(long, 'X')",
        '  b = Opaque([])',
        '  def new(t, <0:a, 1:b>)',
        "    return {'token': t.into()}",
        '  def f()',
        '    c = C.new(TOKEN)',
        '    return self.token.clone()',
        '  def fmt(f)',
        '    return write!(f, self.token)',
        'class T()',
        '  def x()',
        '    Branch(a, [[return 1], [return 2]])',
        "@post('/x') def h(req)",
        '  done(req)',
    ]
