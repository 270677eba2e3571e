"""What regular expressions leave of a token, in each language's spelling. They are read, never run."""

import pytest

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
        ("a.js", "t.replace(/^.*(.{9})$/, '***$1')"), ("a.js", "t.replace(/^(.{4})(.*)$/, (all, head, rest) => head + '*'.repeat(rest.length) + rest.slice(0, 3))"),
        ("a.js", "t.replace(/^(?:Bearer )?(\\w{8}).*/, '$1')"), ("a.py", "re.sub(r'(?<=^.{8}).', '*', t)"), ("a.rb", "t.sub(/.{50}$/, '')"), ("a.js", "t.match(/^(\\S{7})/)[1]"),
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


def test_an_expression_of_the_program_is_never_run() -> None:
    """It would take hours; what is read says nothing of a secret that is hidden whole."""
    assert found({"a.py": PROGRAMS["a.py"].replace("%s", 're.sub(r"((.*)*)*((.+)+)+(x+x+)+y", "*", t)', 1)}) == []
