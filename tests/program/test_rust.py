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
