import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('x = "t #{a} #{b.c}" <> y', "x = Join(['t ', a, ' ', b.c, y])"),
        ('{:ok, r} = f(u, [{"api-token", t}, {"a", b}])', "r = f(u, {'api-token': t, 'a': b})"),
        ('f(a, key: t, other: 1)', 'f(a, t, 1)'),
        ('m = %{"api-token" => t, a: 1, "b": 2}', "m = {'api-token': t, 'a': 1, 'b': 2}"),
        ('s = %S{a: b}', "s = {'a': b}"),
        ('n = %{m | a: c}', "n = {...m, 'a': c}"),
        ('%{"k" => v, t: u} = m', '<k:v, t:u> = m'),
        ('[h | t] = l', '<0:h, ...t> = l'),
        ('if a == b do c() else d() end', 'Branch(Test([a, b]), [[c()], [d()]])'),
        ('if a, do: b(), else: c()', 'Branch(a, [[b()], [c()]])'),
        ('unless a, do: b()', 'Branch(a, [[b()]])'),
        ('x = if a, do: "x", else: y', "x = Choice(['x', y, Test([a])])"),
        ('case f(x) do {:ok, v} -> v; {:error, e} when e > 1 -> g(e); _ -> nil end', 'Branch(f(x), [[v = f(x), v], [<error:e> = f(x), g(e)], [nil]])'),
        ('cond do a -> b; true -> c end', 'Branch(None, [[Test([a]), b], [Test([true]), c]])'),
        ('a |> String.slice(0, 8) |> IO.puts()', 'IO.puts(String.slice(a, 0, 8))'),
        ('a |> f', 'f(a)'),
        ('Enum.map(xs, fn x -> x.y end)', 'Enum.map(xs, fn (x) {return x.y})'),
        ('Enum.map(xs, &(&1.a))', 'Enum.map(xs, fn (&1) {return &1.a})'),
        ('Enum.map(xs, &Foo.bar/1)', 'Enum.map(xs, Foo.bar)'),
        ('fn {:ok, a} -> a; b -> b end', 'fn ((0)) {Branch(None, [[a = (0), return a], [b = (0), return b]])}'),
        ('with {:ok, a} <- f(), b <- g() do a else {:error, e} -> e end', 'a = f()|b = g()|Branch(None, [[a], [<error:e> = Opaque([]), e]])'),
        ('for x <- xs, do: f(x)', 'Loop(x, xs, [f(x)])'),
        ('l = for x <- xs, do: {x, 1}', 'l = Enum.map(xs, fn (x) {return [x, 1]})'),
        ('try do a() rescue e in E -> b(e) after c() end', 'a()|Branch(None, [[e = Caught(), b(e)]])|c()'),
        ('f(m[:a], m["b"], m.c, a.b.c(d), f.(x))', "f(m['a'], m['b'], m.c, a.b.c(d), f(x))"),
        ('f(not a, a && b, a || b, a ++ b, x in y, -a, a == b)', 'f(Test([a]), Choice([b, Test([a])]), Choice([a, b]), [...a, ...b], Test([x, y]), Test([a]), Test([a, b]))'),
        ("f(~s(a #{b}), ~w(a b), ~r/x/, 'cl', :atom, nil, [a, :b], [a: 1], {a, b})", "f(Join(['a ', b]), ['a', 'b'], regex, 'cl', 'atom', nil, [a, 'b'], {'a': 1}, [a, b])"),
        ('raise "x #{t}"', "Raise(Join(['x ', t]))"),
        ('System.get_env("X") || raise("no")', "Branch(None, [[Raise('no')]])|System.get_env('X')"),
        ('x = y = f()', 'y = f()|x = y'),
        ('"Bearer " <> t = h', 't = h'),
        ('receive do {:m, x} -> f(x) end', 'Branch(Opaque([]), [[<1:x> = Opaque([]), f(x)]])'),
        ('f(a) do b end', 'f(a, fn () {return b})'),
        ('x = a |> b.c() |> (&d/1).() |> E.f', 'x = E.f(d(b.c(a)))'),
        ('~S(a #{b}); ~r/x/i; ~D[2020-01-01]; ~w(a b)a; ~W(c d); """\na #{b}\n"""', "'a #{b}'|regex|regex|['a', 'b']|['c', 'd']|Join(['\\na ', b, '\\n'])"),
        ('%{a | b: 1, c: 2}; %{a | "k" => v}; %{"a" => b, c: d}; %S{}', "{...a, 'b': 1, 'c': 2}|{...a, 'k': v}|{'a': b, 'c': d}|{}"),
        ('[a | b]; [a, b | c]; [{"a", b}, c]; [{a, b}]; [a: 1, b: 2]; [{"x", 1}, y: 2]', "[a, ...b]|[a, b, ...c]|[c, ['a', b]]|[[a, b]]|{'a': 1, 'b': 2}|{'x': 1, 'y': 2}"),
        ('[h | t] = l; [a, b: c] = d; {x, ^y, _z, 1} = w; %{k => v} = m; %{a: %{b: c}} = e; <<a, b>> = f', '<0:h, ...t> = l|<0:a, b:c> = d|<0:x> = w|m|<a:<b:c>> = e|f'),
        ('a -- b; a when b; a..b; a =~ b; a <> "b" <> c; not a; !a; +a; a and b; a or b; a in b', "a|a|Test([a, b])|Test([a, b])|Join([a, 'b', c])|Test([a])|Test([a])|Test([a])|Test([a, b])|Test([a, b])|Test([a, b])"),
        ('f(&1); &(&1 + &2); &{&1, 1}; & &1.x', 'f(&1)|fn (&1, &2) {return Test([&1, &2])}|fn (&1) {return [&1, 1]}|fn (&1) {return &1.x}'),
        ('fn -> a end; fn a, b when a > b -> a end; fn {:ok, %{x: y}} = z -> y end', 'fn () {return a}|fn (a, b) {return a}|fn (z) {<x:y> = z; return y}'),
        ('case a do [h | _] = l when h > 1 -> f(h, l); %{x: y} -> y; "s" <> r -> r; {:ok, _} -> 1 end', 'Branch(a, [[<0:h> = a, l = a, f(h, l)], [<x:y> = a, y], [r = a, r], [1]])'),
        ('with a <- b, c = d, e() do f else x -> x end; with {:ok, a} <- b, do: a', 'a = b|c = d|e()|Branch(None, [[f], [x = Opaque([]), x]])|a = b|Branch(None, [[a]])'),
        ('for x <- a, y <- x, y > 1, into: %{}, do: {x, y}; for _ <- a do f() end', 'Loop(x, a, [Loop(y, x, [[x, y]])])|Loop(None, a, [f()])'),
        ('try do f() rescue _ -> g() catch :exit, r -> h(r) else v -> v after i() end', 'f()|Branch(None, [[g()]])|Branch(None, [[r = Caught(), h(r)]])|Branch(None, [[v = Caught(), v]])|i()'),
        ('receive do {:a, b} -> f(b) after 10 -> g() end', 'Branch(Opaque([]), [[<1:b> = Opaque([]), f(b)]])'),
        ('if a do b end; unless a do b else c end; cond do a -> b end', 'Branch(a, [[b]])|Branch(a, [[b], [c]])|Branch(None, [[Test([a]), b]])'),
        ('raise E, message: "x #{t}"; throw a; reraise e, s; exit(:x)', "Raise(Opaque([E, {'message': Join(['x ', t])}]))|Raise(a)|reraise(e, s)|exit('x')"),
        ('alias A; alias A.B; alias A.{B, C.D}; alias A.B, as: C; require X; import Y, only: [z: 1]; use W, a: 1', 'Import(A, [Imported(, A)], False)|Import(A.B, [Imported(, B)], False)|Import(A.B, [Imported(, B)], False)|Import(A.C.D, [Imported(, D)], False)|Import(A.B, [Imported(, C)], False)|Import(X, [Imported(, X)], False)|Import(Y, [Imported(*, *)], False)|Import(W, [Imported(*, *)], False)'),
        ('quote do unquote(x) end; import_config "x.exs"; config :a, B, token: "x", n: 1', "x|import_config('x.exs')|config('a', B, 'x', 1)"),
        ('a.b; a.b(); a.(b); A.b; A.B.c(d); :erl.f(x); a[:b][c]; @x; x.y.z', "a.b|a.b()|a(b)|A.b|A.B.c(d)|'erl'.f(x)|a['b'][c]|self.x|x.y.z"),
        ('f a, b: c do d end; f do x -> y end; plug X, a: 1; get "/" do send_resp(conn, 200, t) end', "f(a, c, fn () {return d})|f(fn () {Branch(None, [[return y]])})|plug(X, 1)|get('/', fn () {return send_resp(conn, 200, t)})"),
        ('"a\\n#{b}c" ; :"q a"; ?a; 1_000; 0x1F; nil; \'cl#{x}\'', "Join(['a\\n', b, 'c'])|'q a'|?a|1_000|0x1F|nil|Join(['cl', x])"),
        ('defmodule M do\n defp f(a, b \\\\ 1), do: a + b\n def f(%{x: y}, {:ok, z}), do: y\n def g, do: 1\n def h(a) when a > 1 do a rescue e -> e end\n defdelegate i(a), to: N\n @doc "x"\n @a 1\n defstruct a: 1, b: nil\n def j([k: v]), do: v\n def k("p" <> r = s), do: r\nend', 'class M()|  def f((0), (1) = 1)|    Branch(None, [[a = (0), b = (1), return Test([a, b])], [<x:y> = (0), z = (1), return y]])|  def g()|    return 1|  def h(a)|    return a|    Branch(None, [[e = Caught(), e]])|  a = 1|  a = 1|  b = nil|  def j(<k:v>)|    return v|  def k(s)|    return r'),
        ('defimpl P, for: Q do def f(x), do: x end', 'class P()|  def f(x)|    return x'),
    ],
)
def test_forms(text: str, expected: str) -> None:
    lowered = lines("elixir", text)
    assert lowered == expected.split("|")


def test_classes() -> None:
    text = r"""defmodule A.B do
  @moduledoc "none"
  use X, a: 1
  import Logger
  alias A.{C, D}
  alias Q.R, as: S
  @token "t"
  defstruct [:a, b: "x"]
  def f(a, %{"k" => v} = m, opts \\ []) when is_binary(a) do
    g(@token, v)
  end
  def h({:ok, x}), do: x
  def h(other), do: other
  defp g(a, b), do: a
end
"""
    assert lines("elixir", text) == [
        'class A.B()',
        '  Import(X, [Imported(*, *)], False)',
        '  Import(Logger, [Imported(*, *)], False)',
        '  Import(A.C, [Imported(, C)], False)',
        '  Import(A.D, [Imported(, D)], False)',
        '  Import(Q.R, [Imported(, S)], False)',
        "  token = 't'",
        '  a = Opaque([])',
        "  b = 'x'",
        '  def f(a, m, opts = [])',
        '    <k:v> = m',
        '    return self.g(self.token, v)',
        '  def h((0))',
        '    Branch(None, [[x = (0), return x], [other = (0), return other]])',
        '  def g(a, b)',
        '    return a',
    ]
