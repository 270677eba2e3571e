"""What regular expressions leave of a token: tried on a stand-in, in each language's spelling."""

import time

import pytest

from helcim_audit.program.rewritten import _tried
from tests.program.test_flow import found

PROGRAMS = {
    "a.js": "const t = process.env.HELCIM_API_TOKEN\nconsole.log(%s)\n",
    "a.py": "import os, re\nt = os.environ['HELCIM_API_TOKEN']\nprint(%s)\n",
    "a.php": "<?php\n$t = getenv('HELCIM_API_TOKEN');\nerror_log(%s);\n",
    "a.rb": "t = ENV['HELCIM_API_TOKEN']\nputs(%s)\n",
    "A.java": 'class A { void f() { String t = System.getenv("HELCIM_API_TOKEN");\n System.out.println(%s); } }\n',
    "a.kt": 'fun f() { val t = System.getenv("HELCIM_API_TOKEN")\n println(%s) }\n',
    "a.cs": 'var t = Environment.GetEnvironmentVariable("HELCIM_API_TOKEN");\nConsole.WriteLine(%s);\n',
}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.js", "t.replace(/^(.{6}).*$/, '$1***')"), ("a.js", "t.replace(/(?<=^.{4}).*/, '...')"), ("a.js", "t.match(/^.{6}/)[0]"), ("a.js", "t.padEnd(70).slice(0, 9)"),
        ("a.py", 're.sub(r"^(.{6}).*$", r"\\1...", t)'), ("a.py", 're.sub(r"(?P<head>\\w{5}).*", r"\\g<head>", t)'), ("a.php", "preg_replace('/^(.{6}).*$/', '$1***', $t)"), ("a.rb", 't.sub(/(?<=.{6}).*/, "***")'), ("a.rb", '"%.6s" % t'),
        ("A.java", 't.replaceAll("^(.{6}).*$", "$1***")'), ("A.java", "StringUtils.left(t, 6)"), ("a.kt", 't.replace(Regex("^(.{6}).*"), "$1***")'), ("a.cs", 'Regex.Replace(t, "^(.{6}).*$", "$1***")'),
        ("a.js", "t.replace(/^.*(.{9})$/, '***$1')"),
    ],
)  # fmt: skip
def test_shown(path: str, text: str) -> None:
    assert [one.rule for one in found({path: PROGRAMS[path].replace("%s", text, 1)})] == ["token-preview-logged"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.js", "t.replace(/.(?=.{4})/g, '*')"), ("a.js", "t.replace(/^.*(.{4})$/, '***$1')"), ("a.js", "t.match(/.{4}$/)[0]"), ("a.js", "t.replace(/./g, '*')"), ("a.js", "t.replace(/^(.*)$/, () => '***')"),
        ("a.py", 're.sub(r".(?=.{4})", "*", t)'), ("a.php", "preg_replace('/.(?=.{4})/', '*', $t)"), ("a.php", "str_pad(substr($t, -4), 64, '*', STR_PAD_LEFT)"), ("a.rb", 't.gsub(/.(?=.{4})/, "*")'), ("A.java", 't.replaceAll(".(?=.{4})", "*")'), ("A.java", "StringUtils.right(t, 4)"),
    ],
)  # fmt: skip
def test_hidden(path: str, text: str) -> None:
    assert found({path: PROGRAMS[path].replace("%s", text, 1)}) == []


@pytest.mark.parametrize("pattern", ["(a+)+$", "(.*)*x", "(?:a|a)*b", "([a-zA-Z]+)*$", r"(.)\1*", ".*.*.*.*.*x", "(", "a" * 90])
def test_what_may_run_for_long_is_not_tried(pattern: str) -> None:
    start = time.perf_counter()
    assert _tried(pattern, "*", False) is None
    assert time.perf_counter() - start < 1
