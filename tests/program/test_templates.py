import contextlib
import random
import time

import pytest

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.template_expressions import FREEMARKER, PLAIN, SPACED, Dialect, read
from helcim_audit.program.templates import LANGUAGES, is_template, lower
from tests.program.show import show

_PIECES = [*"(){}[].,:;|?!=<>+-*/%~&$@# ", "x", "y", "'a'", '"', "1", " if ", " else ", " not ", " or ", " and ", " is ", "new ", "=>", "::", "->", "?.", "..", "../", "true"]


def lowered(language: str, text: str) -> list[str]:
    module = lower("x", language, text)
    for one in expressions(module.body):
        span = module.locate(one.at)
        assert 0 <= span.start <= span.end <= len(text)
    return [show(one).replace("Markup(template, [], ", "Markup(") for one in module.body]


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        ("x.y['z'].w(a, b=c)[0]", PLAIN, "x.y['z'].w(a, c)[0]"),
        ("x->y->z()", PLAIN, "x.y.z()"),
        ("x?.y::Z", PLAIN, "x.y.Z"),
        ("x.0.y", PLAIN, "x[0].y"),
        ("x[:8]", PLAIN, "Slice(x, None, 8, True)"),
        ("x[-4:]", PLAIN, "Slice(x, -4, None, True)"),
        ("x[a:]", PLAIN, "Slice(x, None, None, False)"),
        ("x|f", PLAIN, "f(x)"),
        ("x | f(1, 'a') | g:\"b\",c", PLAIN, "g(f(x, 1, 'a'), 'b', c)"),
        ("x|default('y')|e", PLAIN, "e(Choice([x, 'y']))"),
        ("x|default:y", PLAIN, "Choice([x, y])"),
        ("x or 'y'", PLAIN, "Choice([x, 'y'])"),
        ("x || y ?? z", PLAIN, "Choice([x, y, z])"),
        ("x and y", PLAIN, "Choice([y, Test([x])])"),
        ("x if y else z", PLAIN, "Choice([x, z, Test([y])])"),
        ("x ? 'a' : 'b'", PLAIN, "Choice(['a', 'b', Test([x])])"),
        ("'a' ~ x ~ 'b'", PLAIN, "Join(['a', x, 'b'])"),
        ("'a' + 'b'", PLAIN, "'ab'"),
        ("x * 2", PLAIN, "Test([x, 2])"),
        ("not x", PLAIN, "Test([x])"),
        ("x is not defined", PLAIN, "Test([x, defined])"),
        ("x not in y", PLAIN, "Test([x, y])"),
        ("x|length > 3", PLAIN, "Test([length(x), 3])"),
        ("{'a': x, b: [1, y]}", PLAIN, "{'a': x, 'b': [1, y]}"),
        ("'it\\'s\\n'", PLAIN, "\"it's\\n\""),
        ("None", PLAIN, "None"),
        ("new Foo(x).y", PLAIN, "Foo(x).y"),
        ("f(*a, **b)", PLAIN, "Opaque([f, a, b])"),
        ("a 'b' # c", PLAIN, "Opaque([a, c])"),
        ("f x y=z", SPACED, "f(x, z)"),
        ("f (g a 'b') c", SPACED, "f(g(a, 'b'), c)"),
        ("../x.y", SPACED, "x.y"),
        ("this.x", SPACED, "x"),
        ("@root.x", SPACED, "root.x"),
        ("printf \"%s\" .X.Y", SPACED, "printf('%s', X.Y)"),
        ("$.Values.a | quote", SPACED, "quote(Values.a)"),
        (".X | printf \"%s\" | f", SPACED, "f(printf(X, '%s'))"),
        ("or .A \"b\"", SPACED, "Choice([A, 'b'])"),
        ("index .M \"k\"", SPACED, "M['k']"),
        ("eq .A .B", SPACED, "Test([A, B])"),
        ("x!\"d\"", FREEMARKER, "Choice([x, 'd'])"),
        ("x.y?html", FREEMARKER, "html(x.y)"),
        ("x?substring(0, 4)", FREEMARKER, "substring(x, 0, 4)"),
        ("x?has_content", FREEMARKER, "Test([x])"),
    ],
)
def test_expressions(text: str, dialect: Dialect, expected: str) -> None:
    assert show(read(f"ab{text}cd", 2, 2 + len(text), dialect)) == expected


def test_any_text_is_an_expression() -> None:
    draw = random.Random(1)
    for _ in range(1500):
        text = "".join(draw.choice(_PIECES) for _ in range(draw.randint(1, 12)))
        for dialect in (PLAIN, SPACED, FREEMARKER):
            for one in expressions((ir.Evaluate(read(text, 0, len(text), dialect)),)):
                assert 0 <= one.at.start <= one.at.end <= len(text), text


def test_spans_of_expressions() -> None:
    text = "{{ a.b|f('c') }}"
    call = read(text, 2, len(text) - 2)
    assert isinstance(call, ir.Call)
    found = {show(one): text[one.at.start : one.at.end] for one in (call, *(arg.value for arg in call.args))}
    assert found == {"f(a.b, 'c')": "a.b|f('c')", "a.b": "a.b", "'c'": "'c'"}


@pytest.mark.parametrize("language", ["jinja", "twig", "nunjucks", "liquid", "html"])
def test_jinja_and_its_kin(language: str) -> None:
    assert lowered(language, "{#{{ no }}#}<p a='{{ x.y }}'>{{- z -}}</p>") == ["Markup([\"<p a='\", x.y, \"'>\", z, '</p>'])"]
    assert lowered(language, "{% raw %}{{ no }}{% endraw %}{% comment %}{{ no }}{%- endcomment -%}{% verbatim %}{{ no }}{% endverbatim %}") == ["Markup(['{{ no }}', '{{ no }}'])"]
    assert lowered(language, "{{ '}}' }}{{ {'a': {'b': c}} }}") == ["Markup(['}}', {'a': {'b': c}}])"]
    assert lowered(language, "{{ open }} {{ never closed") == ["Markup([open, ' {{ never closed'])"]
    assert lowered(language, "{% set a = b.c %}{{ a }}") == ["a = b.c", "Markup([a])"]


def test_tags() -> None:
    assert lowered("jinja", "{% for k, v in d.items() %}{{ v }}{% endfor %}") == ["Loop(v, d.items(), [])", "Markup([v])"]
    assert lowered("html", "{% with a=b.c d='e' %}{% endwith %}{% with f.g as h %}{% endwith %}") == ["a = b.c", "d = 'e'", "h = f.g"]
    assert lowered("liquid", "{% assign t = s.t %}{% render 'x', a: b %}") == ["t = s.t", "a = b", "Import(x, [Imported(*, *)], False)"]
    assert lowered("twig", "{% extends 'b' %}{% include 'c' with {a: b} %}{% import 'd' as e %}{% from 'f' import g %}") == [
        "Import(b, [Imported(*, *)], False)", "a = b", "Import(c, [Imported(*, *)], False)", "Import(d, [Imported(, e)], False)", "Import(f, [Imported(g, g)], False)",
    ]
    assert lowered("html", "{% if x %}{% url 'a' b %}{% debug %}{% show_token t 'a' %}{% csrf_token %}{% endif %}") == ["Markup([debug, show_token(t, 'a')])"]


def test_macros() -> None:
    text = "{% from 'a' import f, g as h with context %}{% macro field(name, value='x') -%}{% set a = value %}<i a='{{ a }}'>{%- endmacro %}{{ field('n', t) }}{% macro open() %}{{ b }}"
    assert lowered("jinja", text) == [
        "Import(a, [Imported(f, f), Imported(g, h)], False)",
        "fn field(name, value = 'x') {a = value; return Markup([\"<i a='\", a, \"'>\"])}",
        "fn open() {return Markup([b])}",
        "Markup([field('n', t)])",
    ]


def test_handlebars() -> None:
    text = "{{x}}{{{y.z}}}{{&w}}{{!-- {{no}} --}}{{! no }}{{#each xs as |a|}}{{a.t}}{{/each}}{{> p b=c}}{{f a k=b}}{{#if x}}{{else}}{{/if}}{{this.t}}{{^x}}{{/x}}"
    assert lowered("handlebars", text) == ["Loop(a, xs, [])", "b = c", "Import(p, [Imported(*, *)], False)", "Markup([x, y.z, w, a.t, f(a, b), t])"]
    assert lowered("handlebars", "\\{{no}}") == ["Markup(['\\\\{{no}}'])"]


def test_go() -> None:
    text = "{{/* no */}}{{ .Token }}{{- range $i, $x := .Xs }}{{ $x.T }}{{ end }}{{ template \"n\" .Y }}{{ with $t := .Z }}{{ .A | js }}{{ end }}{{ if .B }}"
    body = ["Loop(x, Xs, [])", "Import(n, [Imported(*, *)], False)", "t = Z", "Markup([Token, x.T, Y, js(A)])"]
    assert lowered("gotemplate", text) == body
    assert lowered("html", text) == body
    assert lowered("smarty", text) == body


def test_blade() -> None:
    text = (
        "@extends('layouts.app')<p a=\"{{ $x->y }}\">{!! $z !!}</p>@{{ no }}{{-- {{ $no }} --}}@json($c['t'])@php\n$t = env('X');\n@endphp\n"
        "@foreach($a as $b)<i>{{ $b->c ?? 'd' }}</i>@endforeach @include('p.q', ['t' => $t]) <x-f :token=\"$token\"/><?= $q ?>a@b.com @php($s = 1)@verbatim{{ no }}@endverbatim"
    )
    assert lowered("blade", text) == [
        "Import(layouts.app, [Imported(*, *)], False)",
        "Import(p.q, [Imported(*, *)], False)",
        "Markup(['<p a=\"', x.y, '\">', z, '</p>@{{ no }}', c['t']])",
        "t = env('X')",
        "Loop(b, a, [])",
        "Markup(['<i>', Choice([b.c, 'd']), '</i>@endforeach ', 'p.q', {'t': t}, ' <x-f :token=\"', token, '\"/>', q, 'a@b.com '])",
        "s = 1",
        "Markup(['{{ no }}', no, '@endverbatim'])",  # a print inside is still seen
    ]


def test_ejs() -> None:
    text = "<p><%= x.y; %></p><%- include('p/a', {t}) %><%# no %><% if (a) { %>`b$<%- c %><% } %><%% no %><% const t = process.env.X || 'y' -%><i b='<%= t %>'>"
    assert lowered("ejs", text) == [
        "Import(p/a, [Imported(*, *)], False)",
        "Markup(['<p>', x.y, '</p>', include('p/a', {'t': t})])",
        "Branch(a, [[Markup(['`b$', c])], []])",
        "Markup(['<%% no %>'])",
        "t = Choice([process.env.X, 'y'])",
        "Markup([\"<i b='\", t, \"'>\"])",
    ]


def test_asp_and_jsp() -> None:
    assert lowered("asp", "<%-- no --%><%= Config.T %><%: x %><% Dim t = Session(\"a\")\nResponse.Write(t) %><!--#x--><%@ include file=\"x.inc\" %>") == [
        "t = Session('a')", "Response.Write(t)", "Import(x.inc, [Imported(*, *)], False)", "Markup([Config.T, x, '<!--#x-->'])",
    ]
    text = "<%-- no --%><%= s.get(\"t\") %>${user.t}<c:out value=\"${x.y}\"/><%@ include file=\"x.jsp\" %><% String t = System.getenv(\"X\"); out.print(t); %>\\${no}"
    assert lowered("jsp", text) == [
        "Import(x.jsp, [Imported(*, *)], False)", "t = System.getenv('X')", "out.print(t)", "Markup([s.get('t'), user.t, '<c:out value=\"', x.y, '\"/>', '\\\\${no}'])",
    ]


def test_razor() -> None:
    text = (
        "@model Foo\n@{ var t = Model.T; }<p>@Model.X.Y</p>@(a ?? \"b\")@Html.Raw(Model.Z)@* no *@a@b.com @@no @if (x) { <b>@t</b> }"
        "@foreach (var i in Model.Is) { @i.Name }<i a=\"@Config[\"H:T\"]\">@await F(x)."
    )
    assert lowered("razor", text) == [
        "t = Model.T",
        "Loop(i, Model.Is, [])",
        "Markup(['<p>', Model.X.Y, '</p>', Choice([a, 'b']), Html.Raw(Model.Z), 'a@b.com @@no ', ' (x) { <b>', t, '</b> }', ' { ', i.Name, ' }<i a=\"', Config['H:T'], '\">', ' F(x).'])",
    ]


def test_thymeleaf() -> None:
    assert lowered("html", "<input th:value=\"${pay.t}\" th:text='${x} + ${y}'> [[${z}]] ${no}") == [
        "Markup(['<input th:value=\"', pay.t, '\" th:text=\\'', x, ' + ', y, \"'> [[\", z, ']] ${no}'])",
    ]


def test_others() -> None:
    assert lowered("freemarker", "<#-- ${no} --><#assign t = c.t!\"d\">${t?html}<#list xs as x>${x.y}</#list><#include \"a.ftl\">") == [
        "t = Choice([c.t, 'd'])", "Loop(x, xs, [])", "Import(a.ftl, [Imported(*, *)], False)", "Markup([html(t), x.y, '</#list>'])",
    ]
    assert lowered("velocity", "## $no\n#set($t = $c.t)$!{t} $x.y.z() #foreach($a in $b)$a.c#end #* $no *# #parse(\"a.vm\")") == [
        "t = c.t", "Loop(a, b, [])", "Import(a.vm, [Imported(*, *)], False)", "Markup([t, x.y.z(), a.c, '#end '])",
    ]
    assert lowered("smarty", "{* {$no} *}{$x.y|escape:'html'}{assign var=\"t\" value=$c.t}{include file=\"a.tpl\"}{foreach $xs as $x}{$x->y()}{literal}{$no}{/literal}") == [
        "t = c.t", "Import(a.tpl, [Imported(*, *)], False)", "Loop(x, xs, [])", "Markup([escape(x.y, 'html'), x.y(), '{literal}{$no}{/literal}'])",
    ]
    assert lowered("eex", "<%= @token %><%!-- no --%><%# no %><%% no %>") == ["Markup([token, '<%% no %>'])"]
    assert lowered("mako", "<%doc>${no}</%doc>${x.y|n}<% t = config['a'] %>") == ["t = config['a']", "Markup([n(x.y)])"]


def test_pug() -> None:
    text = (
        "extends layout\n- const t = config.t\nhead\n  title= pageTitle\n  meta(name='t', content=t)\n  script.\n    var x = '#{t}'; !{raw}\n  //- no #{no}\n"
        "  each a in list\n    li= a.b\n  include p.pug\n  if x\n    p hello\n  input(type=\"hidden\" value=user.t\n   data-x= 1)= y\n"
    )
    assert lowered("pug", text) == [
        "Import(layout, [Imported(*, *)], False)",
        "Import(p.pug, [Imported(*, *)], False)",
        "t = config.t",
        "Markup(['head', '  title', pageTitle, '  meta', '(name=', 't', ', content=', t, ')', '  script.', \"    var x = '#{\", t, \"}'; !{\", raw, '}'])",
        "Loop(a, list, [])",
        "Markup(['    li', a.b, '    p hello', '  input', '(type=', 'hidden', ' value=', user.t, '\\n   data-x= ', 1, ')', y])",
    ]


def test_erb() -> None:
    text = (
        "<h1><%= @x.y %></h1><% if a %>b<%== raw c -%><% end %><%# no %><%= form_with model: @m do |f| %><%= f.text :t, value: ENV['X'] %><% end %><%% no %>"
        "<% xs.each do |x| %><li><%= x[:a] # d %></li><% end %><i a='<%= j t; %>'/><%= render 'p/q', t: t %>"
    )
    assert lowered("erb", text) == [
        "Import(p/q, [Imported(*, *)], False)",
        "Markup(['<h1>', self.x.y, '</h1>'])",
        "Branch(a, [[Markup(['b', raw(c)])], []])",
        "Markup([form_with(self.m, fn (f) {return Markup([f.text('t', ENV['X'])])})])",
        "Markup(['<%% no %>'])",
        "Loop(x, xs, [Markup(['<li>', x['a'], '</li>'])])",
        "Markup([\"<i a='\", j(t), \"'/>\", render('p/q', t)])",
    ]


def test_jbuilder() -> None:
    text = "json.token @s['t']\njson.user do\n  json.key u.key\nend\njson.extract! @a, :b, :c\njson.array! xs, partial: 'p'\nx = json_of(y)\n"
    assert lowered("jbuilder", text) == [
        "Markup([self.s['t']])", "Markup([u.key])", "Markup([])", "Markup([self.a, 'b', 'c'])", "Markup([xs, 'p'])", "x = json_of(y)",
    ]


def test_haml() -> None:
    text = (
        "%p.a{value: @t, 'b' => c}= x.y\n= form_for @a do |f|\n  = f.x\n- t = ENV['X']\n- xs.each do |x|\n  %li #{x.b} c\n- if t\n  .d(a=\"b\" c=@e) hi\n"
        "-# no\n:javascript\n  var t = '#{t}';\n!= raw z\n"
    )
    assert lowered("haml", text) == [
        "Markup(['%p.a', {'value': self.t, 'b': c}, x.y, form_for(self.a), f.x])",
        "t = ENV['X']",
        "x = xs.first()",
        "Markup(['  %li #{', x.b, '} c', '  .d', '(a=', 'b', ' c=', self.e, ')', ' hi', ':javascript', \"  var t = '#{\", t, \"}';\", raw(z)])",
    ]


def test_slim() -> None:
    text = "p.a value=@t b=\"#{c}\" = x.y\n== render 'p'\n- t = 1\n| text #{z}\ninput type=\"hidden\" value=@k name=\"n\"\n/ no #{no}\n"
    assert lowered("slim", text) == [
        "Markup(['p.a value=', self.t, ' b=', Join([c]), x.y, render('p')])",
        "t = 1",
        "Markup(['| text #{', z, '}', 'input type=', 'hidden', ' value=', self.k, ' name=', 'n'])",
    ]


def test_spans_are_handles() -> None:
    text = "é {{ x }} {% set y = z %}"
    module = lower("a", "jinja", text)
    bind, shown = module.body
    assert isinstance(bind, ir.Bind)
    assert module.locate(bind.value.at) == Span(21, 22)
    assert module.locate(bind.at) == Span(17, 23)
    assert isinstance(shown, ir.Evaluate)
    assert module.locate(shown.value.at) == Span(0, len(text))


def test_which_documents_are_templates() -> None:
    assert is_template("twig", "")
    assert is_template("html", "<p>{{ x }}</p>")
    assert is_template("html", "{% x %}")
    assert is_template("html", "<p th:text=\"${x}\">")
    assert not is_template("html", "<p>${x}</p>")
    assert not is_template("python", "{{ x }}")
    with pytest.raises(ValueError, match="no template language"):
        lower("x", "python", "")
    with pytest.raises(ValueError, match="longer than"):
        lower("x", "jinja", "{{ token }}" * 200_000)


@pytest.mark.parametrize("language", sorted(LANGUAGES - {"jbuilder"}))
def test_a_large_template_takes_little_time(language: str) -> None:
    text = "<p class=\"a\">{{ x.y|f }} <%= x.y %> ${x} @x.y #{x} {$x}</p>\n" * 5_000
    before = time.process_time()
    assert lower("x", language, text).body
    assert time.process_time() - before < 8


_HOSTILE = (
    "{{" * 20_000, "{%" * 20_000, "{{ " + "(" * 3000, "{{ " + "[" * 3000 + " }}", "{{ x" + "|f" * 1500 + " }}", "{{ " + "not " * 900 + "x }}", "{{ '" * 5000, "{# " * 5000,
    "{% raw %}" * 3000, "<%" * 20_000, "<%= " * 5000, "${" * 20_000, "@(" * 10_000, "@{" * 10_000, "@x(" * 5000, "#{" * 10_000, "{$" * 10_000, "{!!" * 9000, "\\{{" * 9000,
    "a(" * 5000, "a(b='" * 3000, "- " * 5000, "@php " * 5000, "@verbatim" * 3000, "<#-- " * 5000, "#*" * 5000, "\0\x01" * 100, "{{ x }" * 5000, "x." * 5000, "{{ " + "x." * 1900 + "y }}",
    "@foreach(" * 3000, "{{ " + "x ? " * 900 + "}}", "{{ " + "-" * 3000 + "}}", "{{ '}}' " * 3000, "  " * 20_000 + "x", "th:x=\"${" * 3000, "\t" * 9000 + "%a{" * 3000,
)


@pytest.mark.parametrize("language", sorted(LANGUAGES | {"html"}))
def test_hostile_input_takes_little_time(language: str) -> None:
    for text in _HOSTILE:
        before = time.process_time()
        with contextlib.suppress(ValueError):
            lower("x", language, text)
        assert time.process_time() - before < 4, text[:20]
