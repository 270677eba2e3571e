import contextlib
import time

import pytest

from helcim_audit.program import ir
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.ruby import lower
from tests.program.show import show


def _body(text: str) -> list[ir.Stmt]:
    """Without the classes that are found by their names."""
    return [one for one in lower("x.rb", text).body if "require" in text or not isinstance(one, ir.Import)]


def lowered(text: str) -> list[str]:
    return [show(one) for one in _body(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = ENV['X'] || 'd'", "x = Choice([ENV['X'], 'd'])"),
        ("x = ENV.fetch('X', 'd')", "x = ENV.fetch('X', 'd')"),
        ("x = ENV.fetch('X') { 'd' }", "x = ENV.fetch('X', 'd')"),
        ("x = ENV.fetch('X') { |k| raise k }", "x = ENV.fetch('X', fn (k) {Raise(k)})"),
        ("@x ||= y", "self.x += y"),
        ("@@x = y", "self.x = y"),
        ("$x = y", "$x = y"),
        ("X = 'a'.freeze", "X = 'a'.freeze()"),
        ("x.y = z", "x.y = z"),
        ("self.y = z", "self.y = z"),
        ("x[:a] = z", "x['a'] = z"),
        ("x['a']['b']", "x['a']['b']"),
        ("x&.y&.z", "x.y.z"),
        ("x.y()", "x.y"),
        ("x.y(z)", "x.y(z)"),
        ("x.to_s", "x.to_s()"),
        ("x.save!", "x.save!()"),
        ("x.nil?", "Test([x])"),
        ("x.start_with?('a')", "Test([x, 'a'])"),
        ("x.last(4)", "x.last(4)"),
        ("x.slice(0, 4)", "x.slice(0, 4)"),
        ("x.slice('a', :b)", "{'a': x['a'], 'b': x['b']}"),
        ("x[0, 8]", "Slice(x, 0, 8, True)"),
        ("x[2, 3]", "Slice(x, 2, 5, True)"),
        ("x[-4, 4]", "Slice(x, -4, None, True)"),
        ("x[0..7]", "Slice(x, 0, 8, True)"),
        ("x[0...8]", "Slice(x, 0, 8, True)"),
        ("x[-4..]", "Slice(x, -4, None, True)"),
        ("x[-4..-1]", "Slice(x, -4, None, True)"),
        ("x[..3]", "Slice(x, None, 4, True)"),
        ("x[0, n]", "Slice(x, 0, None, False)"),
        ("x[n..]", "Slice(x, None, None, False)"),
        ("x = \"a #{b.c[:d]}\\n\\x41\\u0042\\u{43}\"", "x = Join(['a ', b.c['d'], '\\nABC'])"),
        ("x = 'it\\'s \\n #{y}'", "x = \"it's \\\\n #{y}\""),
        ("x = 'a' \"b\"", "x = 'ab'"),
        ("x = 'a' + b + 'c' + 'd'", "x = Join(['a', b, 'cd'])"),
        ("x = 'a' + 'b'", "x = 'ab'"),
        ("x = 'a %s' % b", "x = format('a %s', b)"),
        ("x = 1 + 2", "x = Test([1, 2])"),
        ("x = '*' * 8", "x = Test(['*', 8])"),
        ("x << 'a'", "x += 'a'"),
        ("x = :a", "x = 'a'"),
        ("x = :\"a-#{b}\"", "x = Join(['a-', b])"),
        ("x = %w[a b]", "x = ['a', 'b']"),
        ("x = %i[a b]", "x = ['a', 'b']"),
        ("x = [a, *b, c: 1]", "x = [a, ...b, {'c': 1}]"),
        ("x = {a: 1, 'b-c' => d, 'e': f, **g, h => i, j:}", "x = {'a': 1, 'b-c': d, 'e': f, ...g, h: i, 'j': j}"),
        ("x = <<~EOT\n    a #{b}\n      c\n  EOT", "x = Join(['a ', b, '\\n  c\\n'])"),
        ("f(<<~A, <<-'B')\n  a\nA\n  #{b}\n  B", "f('a\\n', '  #{b}\\n')"),
        ("x = a ? 'b' : 'c'", "x = Choice(['b', 'c', Test([a])])"),
        ("x = if a then b elsif c then d else e end", "x = Choice([b, Choice([d, e, Test([c])]), Test([a])])"),
        ("x = case a when 1, 2 then b else c end", "x = Choice([b, c, Test([a, 1, 2])])"),
        ("x = begin a rescue b end", "x = Choice([a, b])"),
        ("x = (a rescue b)", "x = Choice([a, b])"),
        ("x = a && b", "x = Choice([b, Test([a])])"),
        ("x = !a", "x = Test([a])"),
        ("x = a =~ /b/", "x = Test([a, /b/])"),
        ("x = `ls #{y}`", "x = system(Join(['ls ', y]))"),
        ("a, (b, *c) = d, e", "<0:a, 1:<0:b, ...c>> = [d, e]"),
        ("puts x unless y", "Branch(Test([y]), [[puts(x)], []])"),
        ("if a\n b\nelsif c\n d\nelse\n e\nend", "Branch(a, [[b], [Branch(c, [[d], [e]])]])"),
        ("unless a\n b\nend", "Branch(Test([a]), [[b], []])"),
        ("case a\nwhen 1 then b\nelse c\nend", "Branch(a, [[b], [c]])"),
        ("case a\nin {t: String => x, k:} then f(x, k)\nend", "Branch(a, [[x = a['t'], k = a['k'], f(x, k)]])"),
        ("while a do b end", "Loop(None, None, [a, b])"),
        ("for a in b do c end", "Loop(a, b, [c])"),
        ("xs.each do |x| f(x) end", "Loop(x, xs, [f(x)])"),
        ("xs.each { |k, v| f(v) }", "Loop(v, xs, [k = Test([]), f(v)])"),
        ("xs.each_with_index { |x, i| f(x) }", "Loop(x, xs, [i = Test([]), f(x)])"),
        ("xs.each { |x| return x if y }", "Loop(x, xs, [Branch(y, [[return x], []])])"),
        ("xs.map { |x| x.y }", "xs.map(fn (x) {return x.y})"),
        ("xs.map(&:y)", "xs.map('y')"),
        ("f a, b do |z, (y, w)| z.t end", "f(a, b, fn (z, <0:y, 1:w>) {return z.t})"),
        ("f = ->(a, b = 1) { a }", "f = fn (a, b = 1) {return a}"),
        ("f = lambda do |a| a end", "f = fn (a) {return a}"),
        ("f.call(x)", "f(x)"),
        ("f.(x)", "f(x)"),
        ("F.new.call(x)", "new F().call(x)"),
        ("F.call(x)", "F.call(x)"),
        ("Foo::Bar.new(x)", "new Foo.Bar(x)"),
        ("::Foo::BAR", "Foo.BAR"),
        ("raise Foo, \"a #{b}\"", "Raise(new Foo(Join(['a ', b])))"),
        ("raise 'a'", "Raise(new RuntimeError('a'))"),
        ("raise Foo.new(x)", "Raise(new Foo(x))"),
        ("return a, b", "return [a, b]"),
        ("def f(a, b = 1, *c, d:, e: 2, **g, &h) a end", "fn f(a, b = 1, *c, d, e = 2, **g, h) {return a}"),
        ("def f(a) = a.b", "fn f(a) {return a.b}"),
        ("def f(a)\n if a then b else c end\nend", "fn f(a) {Branch(a, [[return b], [return c]])}"),
        ("def f(a)\n @x = a\nend", "fn f(a) {self.x = a; return self.x}"),
        ("def x=(a)\n @x = a\nend", "fn x=(a) {self.x = a}"),
        ("def f(a)\n b\nrescue E => e\n g(e)\nelse\n h\nensure\n i\nend", "fn f(a) {return b; Branch(None, [[e = Caught(), return g(e)]]); return h; i}"),
        ("require 'a/b'", "Import(a/b, [Imported(*, *)], False)"),
        ("require_relative 'a/b'", "Import(./a/b, [Imported(*, *)], False)"),
        ("require_relative '../a'", "Import(../a, [Imported(*, *)], False)"),
        ("yield x, y", "yield(x, y)"),
        ("x.each_pair", "x.each_pair"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert [show(one) for one in _body(text + "\n")] == [expected]
    assert lower("x.rb", text + "\n").lost == ()


def test_keyword_arguments() -> None:
    (one,) = lower("x.rb", "render json: {token: t}, 'x-y': 1, 'api-token' => k, **o, &b").body
    assert isinstance(one, ir.Evaluate)
    call = one.value
    assert isinstance(call, ir.Call)
    assert [(arg.name, arg.spread, show(arg.value)) for arg in call.args] == [
        ("json", False, "{'token': t}"), ("x-y", False, "1"), (None, True, "o"), (None, False, "b"), (None, False, "{'api-token': k}"),
    ]


def test_classes() -> None:
    text = """
module Pay
  class Client < Base::Thing
    include Loud
    extend Other
    attr_reader :token
    KEY = ENV['KEY']
    class << self
      def build(a) = new(a)
    end
    def self.go; key; end
    def initialize(token)
      @token = token
    end
    private
    def headers
      {"api-token" => token, other: unknown}
    end
    private def key
      token = 1
      headers.merge(a: token)
      charge(token)
    end
    def charge(amount)
      amount
    end
  end
end
"""
    *imports, outer = lower("x.rb", text).body
    assert [one.module for one in imports if isinstance(one, ir.Import)] == ["Base::Thing", "Loud", "Other"]
    assert isinstance(outer, ir.Class)
    (one,) = outer.body
    assert isinstance(one, ir.Class)
    assert (outer.name, one.name) == ("Pay", "Client")
    assert [show(base) for base in one.bases] == ["Base.Thing", "Loud", "Other"]
    assert [show(part) for part in one.body] == [
        "attr_reader('token')",
        "KEY = ENV['KEY']",
        "fn build(a) {return new self(a)}",
        "fn go() {return self.key}",
        "fn initialize(token) {self.token = token}",
        "fn headers() {return {'api-token': self.token, 'other': self.unknown}}",
        "fn key() {token = 1; self.headers.merge(token); return self.charge(token)}",
        "private('key')",
        "fn charge(amount) {return amount}",
    ]
    defined = {part.function.name: part.function for part in one.body if isinstance(part, ir.Define)}
    assert {name for name, function in defined.items() if function.decorators} == {"go", "headers", "key"}


def test_classes_are_found_by_their_names() -> None:
    text = "module A\n class B\n  X = C::Dog.new(ENV['Y'])\n end\nend\nA::B.go(::Egg, B, F::KEY)\nG = Struct.new(:a)\nG.new(JSON)\n"
    found = [(one.module, one.names[0].local) for one in lower("x.rb", text).body if isinstance(one, ir.Import)]
    assert found == [("C::Dog", "C::Dog"), ("Egg", "Egg"), ("Struct", "Struct")]


def test_a_method_and_the_field_that_keeps_its_value_are_two() -> None:
    text = "class A\n attr_reader :t\n def h\n  @h ||= @t\n end\n def g\n  f(h, t)\n end\nend"
    assert lowered(text) == ["Class(A, [], [attr_reader('t'), fn h() {self.@h += self.t; return self.@h}, fn g() {return f(self.h, self.t)}], [])"]


def test_what_a_class_of_the_project_may_have_is_read_from_self() -> None:
    assert lowered("class A < B\n def f(x)\n  y = 1\n  puts headers, x, y, params\n  g(z)\n end\nend") == [
        "Class(A, [B], [fn f(x) {y = 1; puts(self.headers, x, y, params); return g(self.z)}], [])",
    ]
    assert lowered("class A\n include B\n def f(x)\n  headers\n end\nend") == ["Class(A, [B], [fn f(x) {return self.headers}], [])"]
    assert lowered("class A < ApplicationController\n def f(x)\n  headers\n end\nend") == ["Class(A, [ApplicationController], [fn f(x) {return headers}], [])"]


def test_side_effects_come_before_the_statement() -> None:
    assert lowered("if (t = g(1))\n h(t)\nend") == ["t = g(1)", "Branch(t, [[h(t)], []])"]
    assert lowered("f(x) or return y") == ["return y", "Choice([f(x), Opaque([])])"]
    assert lowered("x = begin\n f(1)\n y\nend") == ["f(1)", "x = y"]


def test_caught_values() -> None:
    assert lowered("begin\n a\nrescue A, B => e\n b(e)\nrescue\n d\nelse\n f\nensure\n c\nend") == ["a", "Branch(None, [[e = Caught(), b(e)], [d]])", "f", "c"]


def test_spans() -> None:
    text = "é = 'ü'\nputs token.x # é\n__END__\nputs data\n"
    module = lower("x.rb", text)
    (call,) = [one for one in expressions(module.body) if isinstance(one, ir.Call)]
    span = module.locate(call.at)
    assert text[span.start : span.end] == "puts token.x"
    assert (module.path, module.language) == ("x.rb", "ruby")


def test_syntax_errors_are_told_and_the_rest_is_lowered() -> None:
    module = lower("x.rb", "x = 1 +* 2 )\n\nputs(token)\nclass A\n def f\n  g(t) }\n end\nend\n")
    assert module.lost == ("syntax that was not understood",)
    found = [show(one) for one in expressions(module.body)]
    assert "puts(token)" in found
    assert "g(t)" in found


def test_what_is_too_long_is_refused_without_its_text() -> None:
    with pytest.raises(ValueError, match=r"^longer than [\d,]+ characters$"):
        lower("x.rb", "token\n" * 400_000)


def test_a_large_file_takes_little_time() -> None:
    text = "a[:key] = {token: b.c, 'x' => \"x #{y}\"}\n" * 25_000
    before = time.process_time()
    assert len(lower("x.rb", text).body) == 25_000
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + ")" * 5000, "[" * 3000, "{" * 3000, "a" + " + b" * 20000, "a" + ".b()" * 3000, "if a then b else " * 2000, "x = " * 3000 + "1", "a ? b : " * 2000 + "c",
        '"#{' * 1000, "f(" * 3000 + ")" * 3000, "-> {" * 2000, "\0\x01" * 100, "#" * 100, "=begin\n", "'", '"', "`", "<<~X\n" * 2000, "f(<<~A, <<~B)\n" * 1000, "class A\n" * 800,
        "def f\n" * 1000, "do |x|\n" * 2000, "begin\n" * 2000, "a" + " && b" * 3000, "a" + " || b" * 3000, "a unless " * 3000 + "b", "case a\n" * 1000, "%w[" * 3000, "elsif a\n" * 3000,
        "xs.each do |x|\n" * 1500, ",+|+" * 4000, "!" * 5000, "x rescue " * 2000 + "y", "{a: " * 2000,
    ],
)
def test_hostile_input_takes_little_time(text: str) -> None:
    before = time.process_time()
    with contextlib.suppress(ValueError):
        list(expressions(lower("x.rb", text).body))
    assert time.process_time() - before < 5
