import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('my $t = $ENV{HELCIM_API_TOKEN} || "d";', "t = Choice([ENV['HELCIM_API_TOKEN'], 'd'])"),
        ('my ($a, %h) = f();', '<0:a, ...h> = f()'),
        ('my %h = ("api-token" => $t, accept => "x", y => [1, $b]);', "h = {'api-token': t, 'accept': 'x', 'y': [1, b]}"),
        ('my $r = HTTP::Request->new(POST => $url, ["api-token" => $t]);', "r = new HTTP.Request(url, {'api-token': t})"),
        ('$req->header("api-token" => $t);', "req.header('api-token', t)"),
        ('my $ua = LWP::UserAgent->new(timeout => 10);', 'ua = new LWP.UserAgent(10)'),
        ('$ua->get($url, "api-token" => $t)->decoded_content;', 'ua.get(url, t).decoded_content()'),
        ('print "a $t $h{x} $h->{y}[0] @{[ f($z) ]} \\$no ${u}b\\n";', "print(Join(['a ', t, ' ', h['x'], ' ', h['y'][0], ' ', [f(z)], ' $no ', u, 'b\\n']))"),
        ('print STDERR "x", $y;', "print('x', y)"),
        ('print $fh $t;', 'fh.print(t)'),
        ('print {$fh} $t;', 'fh.print(t)'),
        ('printf("%s\\n", substr($t, 0, 8));', "printf('%s\\n', substr(t, 0, 8))"),
        ('say for @x;', 'Loop(_, [...x], [say()])'),
        ('open(my $f, "<", $p) or die "no $p";', "Branch(None, [[Raise(Join(['no ', p]))]])|open(f, '<', p)"),
        ('die "x $t" unless $t;', "Branch(Test([t]), [[Raise(Join(['x ', t]))], []])"),
        ('return $x if $y;', 'Branch(y, [[return x], []])'),
        ("my $s = 'a\\'b' . q{c} . qq(d $e);", 's = Join(["a\'bcd ", e])'),
        ('my @w = qw(a b);', "w = ['a', 'b']"),
        ('f(<<"A", $x);\na $t\nA\n', "f(Join(['a ', t, '\\n']), x)"),
        ("f(<<'A');\na $t\nA\n", "f('a $t\\n')"),
        ('my $q = $x ? "a" : $b;', "q = Choice(['a', b, Test([x])])"),
        ('f(!$x, $a eq $b, $a && $b, -e $f, defined $x, length($t), $a // "d");', "f(Test([x]), Test([a, b]), Choice([b, Test([a])]), Test([f]), Test([x]), Test([t]), Choice([a, 'd']))"),
        ('$s =~ s/(.)/*/g;', 'Test([s, regex])'),
        ('my @m = map { $_->{x} } grep { /y/ } @z;', "m = map(fn (_) {return _['x']}, grep(fn (_) {}, ...z))"),
        ('if ($a) { b() } elsif ($c) { d() } else { e() }', 'Branch(a, [[b()], [Branch(c, [[d()], [e()]])]])'),
        ('unless ($a) { b() }', 'Branch(Test([a]), [[b()], []])'),
        ('for my $i (@l) { f($i) }', 'Loop(i, [...l], [f(i)])'),
        ('foreach (keys %h) { f($_) }', 'Loop(_, keys(h), [f(_)])'),
        ('while (my $l = <$fh>) { f($l) }', 'Loop(None, None, [l = readline(), l, f(l)])'),
        ('for (my $i = 0; $i < 3; $i++) { f($i) }', 'i = 0|Loop(_, [i, Test([i, 3]), Test([i])], [f(i)])'),
        ('eval { f(); 1 } or do { g($@) };', 'Choice([f(), g(@)])'),
        ('try { f() } catch ($e) { g($e) };', 'f()|Branch(None, [[e = Caught(), g(e)]])'),
        ('my $c = sub { my $z = shift; $z };', 'c = fn (z) {return z}'),
        ('f(\\%h, \\@a, @$x, %{$y}, $$z);', 'f(h, a, ...x, ...y, z)'),
        ('$h{a}{b} = $x->[0];', "h['a']['b'] = x[0]"),
        ('$self->{t} = $args{t};', "self.t = args['t']"),
        ('$a .= "x";', "a += 'x'"),
        ('$a ||= "x";', "a += 'x'"),
        ('use constant K => "v";', "K = 'v'"),
        ('use constant { A => "b", C => 2 };', "A = 'b'|C = 2"),
        ('use JSON qw(encode_json);', 'Import(JSON, [Imported(encode_json, encode_json)], False)'),
        ('require "x.pl";', "require('x.pl')"),
        ('my $o = new Foo(a => 1);', 'o = new Foo(1)'),
        ('Foo::bar($x);', 'Foo.bar(x)'),
        ('bless { t => $x }, $class;', "{'t': x}"),
        ('sub f { my ($self, $x, %o) = @_; my $y = shift || "d"; return $self->{t} . $x }', "def f(x, **o, y = 'd')|  return Join([self.t, x])"),
        ('sub g { my $x = shift; $x }', 'def g(x)|  return x'),
        ('sub h($x, $y = 1, @z) { $x }', 'def h(x, y = 1, *z)|  return x'),
        ('=pod\n\nf("x");\n\n=cut\n\ng();', 'g()'),
        ('f(1); # f(2)\n__END__\nf(3);', 'f(1)'),
        ('my $x = $a->{b} =~ /c/ ? 1 : 0;', "x = Choice([1, 0, Test([Test([a['b'], regex])])])"),
        ('local $_ = $x;', '_ = x'),
        ('my $n = "*" x 10;', "n = Opaque(['*'])"),
        ('$x->$m(1);', 'x.m(1)'),
        ('push @$a, { b => $c };', "push(...a, {'b': c})"),
        ('logger->info("t: $t");', "logger.info(Join(['t: ', t]))"),
        ('warn "x: " . $t . "\\n";', "warn(Join(['x: ', t, '\\n']))"),
        ('my $h = { %$a, b => 1 };', "h = {...a, 'b': 1}"),
        ('system("curl", "-H", "api-token: $t");', "system('curl', '-H', Join(['api-token: ', t]))"),
        ('my $o = `cat $f`;', "o = qx(Join(['cat ', f]))"),
        ('my @a = map({ $_ => 1 } @b); my %h = map { $_->{k} => $_ } @c; my @s = sort { $a <=> $b } @d; first { $_ } @e;', 'a = map(fn (_) {}, ...b)|h = map(fn (_) {return _}, ...c)|s = sort(fn (_) {return Test([a, b])}, ...d)|first(fn (_) {return _}, ...e)'),
        ('no strict; use lib "x"; use v5.10; use POSIX qw/floor ceil/; use Foo::Bar \'a\', \'b\';', "'x'|Import(POSIX, [Imported(floor, floor), Imported(ceil, ceil)], False)|Import(Foo::Bar, [Imported(a, a), Imported(b, b)], False)"),
        ('y/a/b/; tr/c/d/; s{a}{b}g; m{x}; qr/y/i; $z =~ m#w#; $s =~ s/a/b/ for @l;', 'Test([z, regex])|Loop(_, [...l], [Test([s, regex])])'),
        ('q[a]; qq<b $c>; qw<d e>; q{f{g}h}; `i $j`; qx(k);', "'a'|Join(['b ', c])|['d', 'e']|'f{g}h'|qx(Join(['i ', j]))|qx('k')"),
        ('print; print $x, $y; print STDOUT "a"; print {$o->{fh}} "b"; say "c" if $d; printf STDERR "%s", $e;', "print()|print(x, y)|print('a')|o['fh'].print('b')|Branch(d, [[say('c')], []])|printf('%s', e)"),
        ('f(<<~A, <<"B");\n  x $y\n  A\nz\nB\n', "f(Join(['  x ', y, '\\n']), 'z\\n')"),
        ('$x->{a}->[0]->{b}(1); $x->(2); $y[0][1]; $z{a}{$b}; @h{qw(a b)}; @$x[0]; $#a; $#{$b}; $$c[0]; ${$d}{e}; @{$f}{qw(g)};', "x['a'][0]['b'](1)|x(2)|y[0][1]|z['a'][b]|h[['a', 'b']]|x[0]|a"),
        ('my ($a, undef, @r) = @_; local $h{x} = 1; our @EXPORT = qw(f); state $n = 0;', "<0:a, ...r> = _|h['x'] = 1|EXPORT = ['f']|n = 0"),
        ('while (<$fh>) { chomp; last if /x/; next unless $_ } until ($a) { b() } do { c() } while ($d);', 'Loop(None, None, [readline(), [], Branch(regex, [[], []]), Branch(Test([_]), [[], []])])|Loop(None, None, [a, b()])|Loop(None, None, [d, c()])'),
        ('eval { die { code => 1 } }; if (my $e = $@) { warn $e } die;', "Raise({'code': 1})|e = @|Branch(e, [[warn(e)], []])|Raise(Opaque([]))"),
        ('sub with_proto($$) { return } sub attr : lvalue { 1 } sub sig($a, $b = f(1), %c) { } my $f = sub ($x) { $x };', 'def with_proto()|  return|def attr()|def sig(a, b = f(1), **c)|f = fn (x) {return x}'),
        ('package P { sub m { } } package main; BEGIN { f() } LABEL: for (1..3) { g($_) }', 'class P()|  def m()|f()|Loop(_, Test([1, 3]), [g(_)])'),
        ('return wantarray ? @a : \\@a; return unless $x; return ($a, $b);', 'return Choice([a, a, Test([wantarray])])|Branch(Test([x]), [[return], []])|return [a, b]'),
        ('$a = $b ? $c : $d ? $e : $f; $x = !$y; $z = -$w; $v = \\&u; $t = $s x 3; $r .= "q" unless $p;', "a = Choice([c, Choice([e, f, Test([d])]), Test([b])])|x = Test([y])|z = Test([w])|v = u|t = Opaque([s])|Branch(Test([p]), [[r += 'q'], []])"),
        ('$a <=> $b; $a lt $b and $c or $d; not $e; $f xor $g; $h ** 2; $i % 3; $j << 1; $k & 1; -d $l; !-e $m;', 'Test([a, b])|Choice([Test([Test([a, b]), c]), d])|Test([e])|Test([f, g])|Test([h, 2])|Test([i, 3])|Test([j, 1])|Test([k, 1])|Test([l])|Test([Test([m])])'),
        ('A::B->c; A::B::d(1); new A::B(1); A->new->d; "A"->e; $o->$f(1); $o->SUPER::g(2); $o->h->{i};', "A.B.c()|A.B.d(1)|new A.B(1)|new A().d()|'A'.e()|o.f(1)|o.g(2)|o.h()['i']"),
        ('%h = (%a, b => 1, -c => 2, "d e" => 3); $x = {}; $y = []; ($p, $q) = (1, 2); my $n = () = f();', "h = {...a, 'b': 1, '-c': 2, 'd e': 3}|x = {}|y = []|<0:p, 1:q> = [1, 2]|<> = f()|n = Opaque([f()])"),
        ('if ($a) { } else { b() } unless ($c) { d() } elsif ($e) { f() }', 'Branch(a, [[], [b()]])|Branch(Test([c]), [[d()], [Branch(e, [[f()], []])]])'),
        ('__PACKAGE__->run; time; $0; $1; $&; @ARGV; %ENV; $ENV{"A"}; $::x; $Foo::y; $_[0]; $$;', "__PACKAGE__.run()|0|1|&|ARGV|ENV|ENV['A']|::x|Foo::y|_[0]|;"),
        ('format_it("a@b.c \\@d $e[0] $f->{g}{h} ${\\ i()} $j\'s $k:$l");', 'format_it(Join([\'a\', b, \'.c @d \', e[0], \' \', f[\'g\'][\'h\'], \' \', i(), \' \', j, "\'s ", k, \':\', l]))'),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert "|".join(lines("perl", text)) == expected


def test_packages() -> None:
    text = r"""#!/usr/bin/perl
package Helcim::Client;
use strict;
use parent 'Base';
our $HOST = 'h';
sub new { my ($class, %args) = @_; my $self = { token => $args{token} }; return bless $self, $class; }
sub get { my $self = shift; my $path = shift; $self->{ua}->get("$HOST/$path", 'api-token' => $self->{token}) }
package main;
my $c = Helcim::Client->new(token => 'x');
"""
    assert lines("perl", text) == [
        'Import(parent, [Imported(Base, Base)], False)',
        "HOST = 'h'",
        'class Helcim::Client(Base)',
        '  def new(**args)',
        "    self = {'token': args['token']}",
        '    return self',
        '  def get(path)',
        "    return self.ua.get(Join([HOST, '/', path]), self.token)",
        "c = new Helcim.Client('x')",
    ]
