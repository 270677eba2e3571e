import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('x = "t #{a} #{b.c}" <> y', "x = Join(['t ', a, ' ', b.c, y])"),
        ('{:ok, r} = f(u, [{"api-token", t}, {"a", b}])', "<1:r> = f(u, {'api-token': t, 'a': b})"),
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
        ('case f(x) do {:ok, v} -> v; {:error, e} when e > 1 -> g(e); _ -> nil end', 'Branch(f(x), [[<1:v> = f(x), v], [<1:e> = f(x), g(e)], [nil]])'),
        ('cond do a -> b; true -> c end', 'Branch(None, [[Test([a]), b], [Test([true]), c]])'),
        ('a |> String.slice(0, 8) |> IO.puts()', 'IO.puts(String.slice(a, 0, 8))'),
        ('a |> f', 'f(a)'),
        ('Enum.map(xs, fn x -> x.y end)', 'Enum.map(xs, fn (x) {return x.y})'),
        ('Enum.map(xs, &(&1.a))', 'Enum.map(xs, fn (&1) {return &1.a})'),
        ('Enum.map(xs, &Foo.bar/1)', 'Enum.map(xs, Foo.bar)'),
        ('fn {:ok, a} -> a; b -> b end', 'fn ((0)) {Branch(None, [[<1:a> = (0), return a], [b = (0), return b]])}'),
        ('with {:ok, a} <- f(), b <- g() do a else {:error, e} -> e end', '<1:a> = f()|b = g()|Branch(None, [[a], [<1:e> = Opaque([]), e]])'),
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
        '    Branch(None, [[<1:x> = (0), return x], [other = (0), return other]])',
        '  def g(a, b)',
        '    return a',
    ]
