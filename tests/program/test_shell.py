import pytest

from tests.program.lowered import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('TOKEN="abc$X"', "TOKEN = Join(['abc', X])"),
        ("export K='raw' L", "K = 'raw'"),
        ('local m="$(cat f)"', "m = cat('f')"),
        ("A=1 B=\"$C\" cmd x", "A = 1|B = C|cmd('x')"),
        ('curl -H "api-token: ${TOKEN:-def}" --data @- "https://x/$p"', "curl('-H', Join(['api-token: ', Choice([TOKEN, 'def'])]), '--data', '@-', Join(['https://x/', p]))"),
        ("curl -H 'a: '\"$T\" -u \"$T:\"", "curl('-H', Join(['a: ', T]), '-u', Join([T, ':']))"),
        ("/usr/bin/sudo -n x; sudo curl $x", "sudo('-n', 'x')|curl(x)"),
        ('x="$A $B  $C"', "x = Join([A, ' ', B, '  ', C])"),
        ("echo ${T:0:4} ${T: -4} ${T:(-4)} ${T:2:3}", "echo(Slice(T, 0, 4, True), Slice(T, -4, None, True), Slice(T, -4, None, True), Slice(T, 2, 5, True))"),
        ("echo ${T#${T%????}} ${T%????} ${T:$n:4}", "echo(Slice(T, -4, None, True), Slice(T, None, -4, True), Slice(T, None, None, False), Join([n, ':4}']))"),
        ("echo ${#X} ${X//?/*} ${X%%.*} ${X:+set} ${X:?no} ${!X}", "echo(Test([X]), replace(X, '?', '*'), Opaque([X]), Choice(['set', Test([X])]), X, Opaque([X]))"),
        ("a=(x \"$b\"); a+=(c); echo ${a[0]} ${a[@]}", "a = ['x', b]|a += ['c']|echo(a['0'], a)"),
        ('declare -A h=(["api-token"]="$T" [b]=c); h[x]=y', "h = {'api-token': T, 'b': 'c'}|h['x'] = 'y'"),
        ("cat <<EOF | curl -d @- $U\n{\"t\": \"$T $V\"}\nEOF", "curl('-d', '@-', U, Join(['{\"t\": \"', T, ' ', V, '\"}\\n']))"),
        ("curl <<'EOF'\na $T\nEOF", "curl('a $T\\n')"),
        ("cat > .env <<EOF\nA=$T\nEOF", ">('.env', Join(['A=', T]))"),
        ("grep x <<< \"$X\"", "grep('x', X)"),
        ("echo \"$X\" | cut -c1-8 | tee log", "tee('log', Slice(X, 0, 8, True))"),
        ("echo a >&2; echo b > f; echo c >> f; echo $d >/dev/null; cmd 2>/dev/null", "echo('a')|>('f', 'b')|>>('f', 'c')|Test([d])|cmd()"),
        ("s=$'a\\nb'; t=\"a\"'b'$c", "s = 'a\\nb'|t = Join(['ab', c])"),
        ("if [[ -z $X ]]; then a; elif b; then c; else d; fi", "Test([Test([Opaque([]), X])])|Branch(None, [[a()], [b(), Branch(None, [[c()]])], [d()]])"),
        ("for i in a \"$b\"; do echo $i; done", "Loop(i, ['a', b], [echo(i)])"),
        ("while read -r l; do echo $l; done < f", "Loop(None, None, [l = read('-r', 'l'), echo(l)])"),
        ("{ echo \"$T\"; x; } > f; (echo a) >> g", ">('f', T)|x()|>>('g', 'a')"),
        ("case $1 in a|b) x;; *) y;; esac", "Branch(1, [[x()], [y()]])"),
        ("x && y || z; ! w; (v)", "x()|y()|z()|w()|v()"),
        (". ./env; source b.sh", "Import(./env, [Imported(*, *)], False)|Import(b.sh, [Imported(*, *)], False)"),
        ("x=$((1+2)); unset x # c", "x = Test([Test([1, 2])])"),
        ("f() { local a=\"$1\"; log \"$2\" \"$@\"; }", "def f(1, 2, *@)|  a = 1|  log(2, @)"),
        ("x=$(<f); y=`echo $x`; z=$(printf '%s' \"$x\")", "x = cat('f')|y = x|z = x"),
        ('set -gx TOKEN "x"; setenv T "y"; set -e', "TOKEN = 'x'|T = 'y'|set('-e')"),
        ('printf "%s\\n" "$x" | tee f; z=$(printf "%s-%s" a "$b")', "tee('f', x)|z = Join(['%s-%sa', b])"),
        ('cat <<-EOF >> f && g\n\ta $x\nEOF', ">>('f', Join(['a ', x]))|g()"),
        ('select x in a b; do f $x; done; until x; do y; done', "Loop(x, ['a', 'b'], [f(x)])|Loop(None, None, [x(), y()])"),
        ('for ((i=0;i<3;i++)); do f $i; done', "i = 0|Loop(None, None, [Test(['i', 3]), f(i), Test(['i'])])"),
        ('x=${a:-$(cat f)}; y=${b:=z}; unset c', "x = Choice([a, cat('f')])|y = Choice([b, 'z'])"),
        ('f() ( g ); function h { i; }', 'def f()|  g()|def h()|  i()'),
        ('[ -n "$x" ] && { a; b; } || c &', 'Test([Test([Opaque([]), x])])|a()|b()|c()'),
        ('"$DIR/run.sh" a; $CMD b; ${X} c', "Join([DIR, '/run.sh'])('a')|CMD('b')|X('c')"),
        ('case $x in *.txt) a;; esac > f', 'Branch(x, [[a()]])'),
        ('while read a b; do f; done; read -p "x" v', "Loop(None, None, [a = read('a', 'b'), b = read('a', 'b'), f()])|x = read('-p', 'x', 'v')|v = read('-p', 'x', 'v')"),
        ('echo -n "a" "b"; echo', "echo('-n', 'a', 'b')|echo()"),
        ('diff <(a) <(b)', 'diff(a(), b())'),
        ('time -p sudo -u x env A=b cmd', "time('-p', 'sudo', '-u', 'x', 'env', 'A=b', 'cmd')"),
        ('x+=y; declare z; local w=1; readonly R="$1"', "x += 'y'|w = 1|R = 1"),
        ('a=$(<f); b=`c`; d=$()', "a = cat('f')|b = c()|d = ()"),
        ('printf "%s" "$t" > /dev/stderr; echo x | mail a@b.c', "printf('%s', t)|mail('a@b.c', 'x')"),
        ('e=$"hi"; f=\\$x; g="a\\"b"', 'e = \'hi\'|f = \'$x\'|g = \'a"b\''),
        ('trap "rm $f" EXIT; exec cmd', "trap(Join(['rm ', f]), 'EXIT')|cmd()"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    lowered = lines("shell", text)
    assert lowered == expected.split("|")


def test_functions_return_what_they_print_where_that_is_taken() -> None:
    text = 'get() { if x; then echo "$T"; fi; echo note >&2; }\nsay() { echo "$T"; }\nX=$(get)\nsay\n'
    assert lines("shell", text) == [
        "def get()", "  x()", "  Branch(None, [[return T]])", "  return 'note'", "def say()", "  echo(T)", "X = get()", "say()",
    ]
