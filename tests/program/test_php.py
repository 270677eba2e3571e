import time

import pytest

from helcim_audit.program import ir
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.php import lower
from tests.program.show import show


def _body(text: str) -> list[ir.Stmt]:
    """Without the classes that are found by their names."""
    module = lower("x.php", text)
    written = "use " in text or "include" in text or "require" in text
    return [one for one in module.body if written or not isinstance(one, ir.Import)]


def lowered(text: str) -> list[str]:
    return [show(one) for one in _body("<?php\n" + text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$x?->y?->z($a)", "x.y.z(a)"),
        ("$x = $a ?? 'c'", "x = Choice([a, 'c'])"),
        ("$x = $a ?: 'c'", "x = Choice([a, 'c'])"),
        ("$x = $a ? 'b' : 'c'", "x = Choice(['b', 'c', Test([a])])"),
        ("$x ??= 'd'", "x += 'd'"),
        ("$x .= 'd'", "x += 'd'"),
        ("$x -= 1", "x = 1"),
        ("$x[] = $v", "x += [v]"),
        ("$x['a']['b'] = $v", "x['a']['b'] = v"),
        ("$this->x = $v", "self.x = v"),
        ("$this->{'a-b'} = $v", "self.a-b = v"),
        ("$o->$n = $v", "o[n] = v"),
        ("$x = &$y", "x = y"),
        ("[$a, 'k' => $b, [$c]] = $d", "<0:a, k:b, 2:<0:c>> = d"),
        ("list($a, , $b) = f()", "<0:a, 2:b> = f()"),
        ("['a' => $this->t] = $d", "<a:self.t> = d"),
        ("$x = 'it\\'s \\n'", "x = \"it's \\\\n\""),
        ('$x = "a\\n\\x41\\u{42}\\103\\$\\q"', "x = 'a\\nABC$\\\\q'"),
        ("$x = \"a {$b->c['d']} $e[f] $e[0] $o->p ${v} {$o->m($x)}\"", "x = Join(['a ', b.c['d'], ' ', e['f'], ' ', e[0], ' ', o.p, ' ', v, ' ', o.m(x)])"),
        ("$x = 'a' . 'b'", "x = 'ab'"),
        ("$x = 'a' . $b . C", "x = Join(['a', b, C])"),
        ("$x = <<<EOT\n    a $b\n      c\n    EOT", "x = Join(['a ', b, '\\n  c'])"),
        ("$x = <<<'EOT'\n    a $b\n      c\n    EOT", "x = 'a $b\\n  c'"),
        ("$x = <<<EOT\nEOT", "x = ''"),
        ("$x = ['a' => 1, ...$y, 'b']", "x = {'a': 1, ...y, 2: 'b'}"),
        ("$x = array('a', ...$y)", "x = ['a', ...y]"),
        ("$x = [A::B => $c]", "x = {A.B: c}"),
        ("$x = $defaults + ['a' => 1]", "x = {...defaults, ...{'a': 1}}"),
        ("f(...$a, name: $b)", "f(...a, b)"),
        ("self::X", "self.X"),
        ("static::$x", "self.x"),
        ("parent::f($x)", "super.f(x)"),
        ("Foo::bar($x)", "Foo.bar(x)"),
        ("\\A\\Foo::BAR", "A\\Foo.BAR"),
        ("Foo::class", "Foo.class"),
        ("new \\A\\Foo($x)", "new A\\Foo(x)"),
        ("new Foo", "new Foo()"),
        ("new static($x)", "new self(x)"),
        ("(new Foo($x))->run()", "new Foo(x).run()"),
        ("echo $a, $b", "echo(a, b)"),
        ("print $a", "echo(a)"),
        ("die($a)", "die(a)"),
        ("exit('a')", "die('a')"),
        ("exit", "die()"),
        ("(string)$x", "x"),
        ("(array) $x", "x"),
        ("(int)$x", "Test([x])"),
        ("(bool)$x", "Test([x])"),
        ("isset($x, $y['z'])", "Test([x, y['z']])"),
        ("empty($x)", "Test([x])"),
        ("strlen($x)", "strlen(x)"),
        ("view('a', compact('b', 'c'))", "view('a', {'b': b, 'c': c})"),
        ("compact($x)", "compact(x)"),
        ("class A { var $x = 'y'; }", "Class(A, [], [x = 'y'], [])"),
        ("!$x", "Test([x])"),
        ("@f($x)", "f(x)"),
        ("clone $x", "x"),
        ("f(strtolower(...))", "f(strtolower)"),
        ("$x === $y", "Test([x, y])"),
        ("$_POST['a']", "_POST['a']"),
        ("$x = `ls $y`", "x = shell_exec(Join(['ls ', y]))"),
        ("$f = function ($a, &$b = 1, ...$c) use ($d) { return $d; }", "fn f(a, b = 1, *c) {return d}"),
        ("$f = static fn(int $x): int => $x", "fn f(x) {return x}"),
        ("array_map(fn($x) => $x->y, $z)", "array_map(fn (x) {return x.y}, z)"),
        ("$x = match(true) { $a, $b => 'c', default => $d }", "x = Choice(['c', d, Test([true, a, b])])"),
        ("throw new E('x' . $t)", "Raise(new E(Join(['x', t])))"),
        ("function f(?A $x = null, string|int $y) { yield $k => $x; yield $y; }", "fn f(x = null, y) {return x; return y}"),
        ("if ($a) { f(); } elseif ($b) { g(); } else { h(); }", "Branch(a, [[f()], [Branch(b, [[g()], [h()]])]])"),
        ("if ($a): f(); elseif ($b): g(); else: h(); endif", "Branch(a, [[f()], [Branch(b, [[g()], [h()]])]])"),
        ("foreach ($a as $k => $v) { f(); }", "Loop(v, a, [k = Test([]), f()])"),
        ("foreach ($a as ['x' => $v]): f(); endforeach", "Loop(<x:v>, a, [f()])"),
        ("switch ($a) { case 1: f(); break; default: g(); }", "Branch(a, [[f()], [g()]])"),
        ("while ($a): f(); endwhile", "Loop(None, None, [a, f()])"),
        ("do { f(); } while ($a)", "Loop(None, None, [a, f()])"),
        ("const A = 'x'", "A = 'x'"),
        ("static $a = 'x'", "a = 'x'"),
        ("enum S: string { case A = 'a'; case B; const C = 1; }", "Class(S, [], [A = 'a', C = 1], [])"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert [show(one) for one in _body(f"<?php\n{text};")] == [expected]
    assert lower("x.php", f"<?php\n{text};").lost == ()


def test_side_effects_come_before_the_statement() -> None:
    assert lowered("if (($t = g()) && h($t)) { i(); }") == ["t = g()", "Branch(Test([t, h(t)]), [[i()], []])"]
    assert lowered("f($x) or die($y);") == ["f(x)", "Branch(None, [[die(y)]])"]
    assert lowered("defined('A') || exit;") == ["defined('A')", "Branch(None, [[die()]])"]
    assert lowered("$a && $x = log($a);") == ["a", "Branch(None, [[x = log(a)]])"]
    assert lowered("for ($i = 0, $j = f(); $i < 1; $i++) { g(); }") == ["i = 0", "j = f()", "Test([i, 1])", "Test([i])", "Loop(None, None, [g()])"]


def test_define_binds_a_constant() -> None:
    assert lowered("define('HELCIM', $x);") == ["HELCIM = x", "define('HELCIM', x)"]
    assert lowered("defined('X') || define('X', 'y');")[-1] == "Branch(None, [[X = 'y', define('X', 'y')]])"


def test_caught_values() -> None:
    found = lowered("try { a(); } catch (A | B $e) { b($e); } catch (C) { d(); } finally { c(); }")
    assert found == ["a()", "Branch(None, [[e = Caught(), b(e)], [d()]])", "c()"]


@pytest.mark.parametrize(
    ("text", "module"),
    [
        ("'config.php'", "config.php"),
        ("('lib/config.php')", "lib/config.php"),
        ("__DIR__ . '/config.php'", "./config.php"),
        ("__DIR__ . '/../config.php'", "./../config.php"),
        ("dirname(__FILE__) . '/config.php'", "./config.php"),
        ("dirname(__DIR__) . '/config.php'", "../config.php"),
        ("dirname(dirname(__FILE__)) . '/config.php'", "../config.php"),
        ("dirname(__DIR__, 2) . '/config.php'", "../../config.php"),
        ("plugin_dir_path(__FILE__) . 'config.php'", "./config.php"),
        ("ABSPATH . 'wp-config.php'", "wp-config.php"),
        ("$root . '/inc/' . 'db.php'", "inc/db.php"),
        ('"{$root}/inc/db.php"', "inc/db.php"),
    ],
)
def test_includes(text: str, module: str) -> None:
    for word in ("require", "require_once", "include", "include_once"):
        (one,) = lower("x.php", f"<?php {word} {text};").body
        assert isinstance(one, ir.Import)
        assert one.module == module
        assert [(name.name, name.local) for name in one.names] == [("*", "*")]
    assert lowered(f"$config = require {text};") == [f"config = require({module!r})"]
    assert lowered(f"return (require {text})['a'];") == [f"return require({module!r})['a']"]


def test_includes_of_what_is_not_known() -> None:
    assert lowered("include $file;") == ["require(file)"]
    assert lowered("include 'a' . $file . '.php';") == ["require(Join(['a', file, '.php']))"]


def test_uses() -> None:
    body = lower("x.php", "<?php namespace N; use A\\B as C; use \\D; use function E\\f; use P\\{Q, R as S}; use T\\U, V\\W;").body
    found = [(one.module, [(name.name, name.local) for name in one.names]) for one in body if isinstance(one, ir.Import)]
    assert found == [
        ("A\\B", [("", "C")]), ("D", [("", "D")]), ("E\\f", [("", "f")]), ("P\\Q", [("", "Q")]), ("P\\R", [("", "S")]), ("T\\U", [("", "U")]), ("V\\W", [("", "W")]),
    ]
    assert len(found) == len(body)


def test_classes_are_found_by_their_names() -> None:
    text = "namespace N\\M; use A\\B; class Own extends Base { function f(?Given $g, int $i, self $s) { new B; new B\\C; new \\D\\E; new F\\G; Own::x(); H::X; $v::y(); new static; } }"
    found = [(one.module, one.names[0].local) for one in lower("x.php", "<?php " + text).body if isinstance(one, ir.Import)]
    assert found == [
        ("N\\M\\Base", "Base"), ("N\\M\\Given", "Given"), ("A\\B\\C", "B\\C"), ("D\\E", "D\\E"), ("N\\M\\F\\G", "F\\G"), ("N\\M\\H", "H"), ("A\\B", "B"),
    ]
    assert [one.module for one in lower("x.php", "<?php new X; Y::z();").body if isinstance(one, ir.Import)] == ["X", "Y"]


def test_namespaces_hold_statements() -> None:
    assert lowered("namespace A { f(); }\nnamespace { g(); }\ndeclare(ticks=1) { h(); }") == ["f()", "g()", "h()"]


def test_classes() -> None:
    *imports, one = lower(
        "x.php",
        """<?php
        #[Entity('a'), Final_]
        final class A extends B implements C {
            use T1, T2 { f as protected g; }
            const X = 'x', Y = self::X;
            private ?string $token = 'y', $none;
            public static array $s = [];
            public function __construct(private readonly Config $c, string $d = 'e') { parent::__construct($d); }
            #[Route('/p')] public static function go(): static { return new static; }
            abstract function none();
            public string $p { get => $this->token; set { $this->token = $value; } }
        }""",
    ).body
    assert [one.module for one in imports if isinstance(one, ir.Import)] == ["B", "C", "T1", "T2", "Config"]
    assert isinstance(one, ir.Class)
    assert [show(part) for part in one.body] == [
        "X = 'x'", "Y = self.X", "token = 'y'", "s = []", "fn __construct(c, d = 'e') {self.c = c; super.__construct(d)}", "fn go() {return new self()}",
        "fn none() {}", "fn p() {return self.token}",
    ]
    assert [show(base) for base in one.bases] == ["B", "C", "T1", "T2"]
    assert [show(part) for part in one.decorators] == ["Entity('a')", "Final_"]
    route = one.body[5]
    assert isinstance(route, ir.Define)
    assert [show(part) for part in route.function.decorators] == ["Route('/p')"]
    construct = one.body[4]
    assert isinstance(construct, ir.Define)
    assert [show(param.annotation) for param in construct.function.params] == ["Config", "string"]
    assert lowered("interface I extends J { function f($x); } trait T { public $a = 1; }") == ["Class(I, [J], [fn f(x) {}], [])", "Class(T, [], [a = 1], [])"]


def test_anonymous_classes() -> None:
    assert lowered("$o = new class($x) extends A { public $y = 1; };") == ["Class((class), [A], [y = 1], [])", "o = new (class)(x)"]


def test_keyword_arguments() -> None:
    (one,) = lower("x.php", "<?php f(a: $x, ...$y);").body
    assert isinstance(one, ir.Evaluate)
    assert isinstance(one.value, ir.Call)
    assert [(arg.name, arg.spread) for arg in one.value.args] == [("a", False), (None, True)]


def page(text: str) -> list[str]:
    return [show(one) for one in lower("x.php", text).body]


def test_markup_around_values() -> None:
    assert page("<p a='<?= $a ?>'><?= f($b), 1; ?></p>\n") == ["Markup(template, [], [\"<p a='\", a, \"'>\", f(b), 1, '</p>\\n'])"]
    assert page("<script>var t = \"<?php echo esc_js($t); ?>\";</script>") == ["Markup(template, [], ['<script>var t = \"', esc_js(t), '\";</script>'])"]
    assert page("<?php foreach ($a as $b): ?>\n<li><?= $b ?></li>\n<?php endforeach ?>") == ["Loop(b, a, [Markup(template, [], ['\\n<li>', b, '</li>\\n'])])"]
    assert page("<?php if ($a) { ?>x<?php } else { ?>y<?php } ?>") == ["Branch(a, [[Markup(template, [], ['x'])], [Markup(template, [], ['y'])]])"]
    assert page("<?php switch ($a): ?>\n  <?php case 1: ?>x<?php break; endswitch; ?>") == ["Branch(a, [[Markup(template, [], ['x'])]])"]
    assert page("<?php function f($x) { ?><b><?= $x ?></b><?php } f(1) ?>end") == [
        "fn f(x) {Markup(template, [], ['<b>', x, '</b>'])}", "f(1)", "Markup(template, [], ['end'])",
    ]


def test_what_looks_like_a_tag_and_is_none() -> None:
    assert page("<?xml version='1.0'?><a/>") == ["Markup(template, [], [\"<?xml version='1.0'?><a/>\"])"]
    assert page("<?php $a = '?>'; $b = \"?>\"; /* ?> */ f(); // x ?>\\'<?= $c // d ?>e") == ["a = '?>'", "b = '?>'", "f()", "Markup(template, [], [\"\\\\'\", c, 'e'])"]
    assert page("<?php $a = <<<X\n?>\nX;\n#[A] function f() {} # c ?>z") == ["a = '?>'", "fn f() {}", "Markup(template, [], ['z'])"]
    assert page("<? echo $a; f(); ?>b<?=$c; g()?>") == ["echo(a)", "f()", "Markup(template, [], ['b'])", "echo(c)", "g()"]
    assert page("#!/usr/bin/php\n<?PHP f();") == ["f()"]
    assert page("<?php f(); __halt_compiler(); ?> <?= $x ?>") == ["f()"]
    assert page("<?= 'a;b' ?><?= ?>") == ["Markup(template, [], ['a;b'])"]
    assert page("words") == ["Markup(template, [], ['words'])"]
    assert page("") == []


def test_spans() -> None:
    text = "<p 'é\\'>\n<?= $token ?> <?php if ($a): ?>b <?= $other->thing /* ?> */; ?>\n<?php endif; echo $last; ?> tail"
    module = lower("x.php", text)
    found = list(expressions(module.body))
    names = {one.id: module.locate(one.at) for one in found if isinstance(one, ir.Name) and one.id != "echo"}
    assert {name: text[span.start : span.end] for name, span in names.items()} == {name: f"${name}" for name in ("token", "a", "other", "last")}
    literals = [module.locate(one.at) for one in found if isinstance(one, ir.Literal)]
    assert sorted(text[span.start : span.end].strip() for span in literals) == ["<p 'é\\'>", "b", "tail"]
    plain = "<?php\n$é = 'ü'; f($token);"
    module = lower("x.php", plain)
    (call,) = [one for one in expressions(module.body) if isinstance(one, ir.Call)]
    span = module.locate(call.at)
    assert plain[span.start : span.end] == "f($token)"


def test_syntax_errors_are_told_and_the_rest_is_lowered() -> None:
    module = lower("x.php", "<?php\n$a = [;\n}\nlog($token);\nclass A { public $t = ; function f() { g($t) } }\n")
    assert module.lost == ("syntax that was not understood",)
    assert "log(token)" in [show(one) for one in expressions(module.body)]
    assert "g(t)" in [show(one) for one in expressions(module.body)]


def test_what_is_too_long_is_refused_without_its_text() -> None:
    with pytest.raises(ValueError, match=r"^longer than [\d,]+ characters$"):
        lower("x.php", "<?php " + "$token;\n" * 300_000)


def test_a_large_file_takes_little_time() -> None:
    text = "<?php\n" + "$a['key'] = array('token' => $b->c, \"x $y\");\n" * 22_000
    before = time.process_time()
    assert len(lower("x.php", text).body) == 22_000
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + ")" * 5000, "[" * 3000, "{" * 3000, "$a" + " . $b" * 20000, "$a" + "->b()" * 3000, "if ($a) f(); else " * 2000 + "g();",
        "$x = " * 3000 + "1;", "$a ? $b : " * 2000 + "$c", "?><a><?= " * 5000, '"{$a[' * 1000, "f(" * 3000 + ")" * 3000, "fn() => " * 2000 + "1;", "\0\x01" * 100,
        "//" * 100, "/*", "'", '"', "`", "<<<X\n" * 2000, "'\\'" * 20000, "?>'\\" * 5000, "class A { " * 800, "function f(){" * 1000, "<?= 'a" * 5000, "if ($a): ?>" * 3000,
        "if ($a) {} " + "elseif ($a) {} " * 3000, "$a" + " && $b" * 3000 + ";", "$a" + " or f()" * 3000 + ";", "\\" * 5000, "?><?php /*" * 3000, "#" * 5000, "<<<'X\n" * 2000, "{!!" * 4000, "$x = ~ {" * 4000, "{!! $x !!}\n" * 4000, ",+|+" * 4000, "~ ==" * 4000,
    ],
)
def test_hostile_input_takes_little_time(text: str) -> None:
    before = time.process_time()
    for one in ("<?php " + text, text):
        try:
            list(expressions(lower("x.php", one).body))
        except ValueError as error:
            assert str(error) == "not of this language"
    assert time.process_time() - before < 5


def test_modules_carry_their_path_and_language() -> None:
    module = lower("a/x.php", "<?php\n")
    assert (module.path, module.language, module.body, module.lost) == ("a/x.php", "php", (), ())
