"""Which marks open a comment, a string or another language, in each language?

Data for the walk of this package. Patterns are tried in order at each place, so a comment's mark stands before an operator's
and a longer quote before a shorter. Escapes and interpolations are passed over by the string that has them.
"""

from dataclasses import dataclass
from typing import Literal

from helcim_audit.lazy import regex


@dataclass(frozen=True, slots=True)
class Token:
    """opens, closes, skips, hole: patterns. closes "": the opener is all. § in closes: what `(?P<d>...)` of opens matched.

    kind: comment, string, code (its body is read as the syntax `inside`), heredoc (its body begins on the next
    line), block (a YAML block scalar). skips: what closes nothing. hole: an interpolation, ending in its bracket.
    after, unless: what must, or may not, stand directly before the opener.
    """

    kind: Literal["comment", "string", "code", "heredoc", "block"]
    opens: str
    closes: str = ""
    skips: str = ""
    hole: str = ""
    after: str = ""
    unless: str = ""
    inside: str = ""


def _comment(opens: str, closes: str = r"$", after: str = "", unless: str = "") -> Token:
    return Token("comment", opens, closes, after=after, unless=unless)


def _string(opens: str, closes: str, skips: str = "", hole: str = "", after: str = "", unless: str = "") -> Token:
    return Token("string", opens, closes, skips, hole, after, unless)


_ESCAPE = r"\\\r?\n|\\."
_WORD_START = r"^|[\s;&|(){}`]"  # where a shell lets `#` begin a comment
_SPACE = r"^|[ \t]"
_LINE = r"^[ \t]*"
_KEYWORD = r"\b(?:return|typeof|case|in|of|delete|void|throw|new|else|do|yield|await|default|from|import|export|instanceof)"

# --- pieces ----------------------------------------------------------------------------------------

_SLASH = _comment(r"//")
_HASH = _comment(r"#")
_BLOCK = _comment(r"/\*", r"\*/")
_MARKUP = _comment(r"<!--", r"-{2,}>")
_ML = _comment(r"\(\*", r"\*\)")
_C = (_SLASH, _BLOCK)
# on one line, with backslash escapes
_DOUBLE = _string(r'"', r'"|$', _ESCAPE)
_SINGLE = _string(r"'", r"'|$", _ESCAPE)
# over several lines
_DOUBLE_LONG = _string(r'"', r'"', _ESCAPE)
_SINGLE_LONG = _string(r"'", r"'", _ESCAPE)
_CHAR = _string(r"'(?:\\[^\n']{1,10}|[^'\\\n]|\\')'", "")
_BACKTICK_RAW = _string(r"`", r"`")
_TRIPLE = _string(r'"""', r'"""', _ESCAPE)
_TRIPLE_SINGLE = _string(r"'''", r"'''", _ESCAPE)
_DOLLAR_BRACE = r"\$\{"
_REGEX = r"/(?![*/])(?:[^\\/\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,500}\]){1,2000}/"
_REGEX_AFTER = rf"(?:^|[(,=:\[!&|?{{;+\-*%~^]|=>|{_KEYWORD})[ \t]*"


def _heredoc(opens: str, closes: str) -> Token:
    return Token("heredoc", opens, closes)


_JS_STRINGS = (
    _string(_REGEX, "", after=_REGEX_AFTER),
    _string(r"`", r"`", _ESCAPE, _DOLLAR_BRACE),
    _DOUBLE,
    # An apostrophe in the text of JSX follows a letter; a string does so only behind a keyword.
    _string(r"'", r"'|$", _ESCAPE, after=rf"^|[^\w$]|{_KEYWORD}"),
)
# Text between JSX tags: `<p>// shown to the visitor`
_JSX_OPEN = r"(?:^|[^\w$)\]])<(?:[A-Za-z][\w.:-]{0,60}(?:\s[^<>]{0,150})?)?(?<![/=])>\s*"
_JSX_SLASH = _comment(r"//(?![^\n]{0,400}helcim-audit:[^\n]{0,400}</[A-Za-z>])", unless=_JSX_OPEN)
_JS = (_SLASH, _BLOCK, *_JS_STRINGS)
_JSX = (_JSX_SLASH, _BLOCK, *_JS_STRINGS)

_RUBY_STRINGS = (
    _heredoc(r"<<[~-]?[\"'`]?(?P<d>[A-Z_][A-Z0-9_]*)[\"'`]?", r"^[ \t]*§\r?$"),
    _string(r"%[qQwWiIrxs]?\(", r"\)", _ESCAPE, after=r"[\s(,=\[{]"), _string(r"%[qQwWiIrxs]?\{", r"\}", _ESCAPE, after=r"[\s(,=\[{]"), _string(r"%[qQwWiIrxs]?\[", r"\]", _ESCAPE, after=r"[\s(,=\[{]"),
    _string(r"%[qQwWiIrxs](?P<d>[|!/<])", r"[§>]", _ESCAPE, after=r"[\s(,=\[{]"),
    _string(_REGEX, "", after=r"(?:^|[(,=:\[!&|?{;~]|\b(?:if|unless|when|and|or|not|return|match\?))[ \t]*"),
    _string(r"\?[\"'`#]", "", after=r"[\s(,=\[{]"),
    _string(r'"', r'"', _ESCAPE, r"#\{"), _SINGLE_LONG, _string(r"`", r"`", _ESCAPE, r"#\{"),
)  # fmt: skip
_SHELL_HASH = _comment(r"#", after=_WORD_START)
_SHELL = (
    _string(r"\\.", ""), _string(r"\$\{#?", r"\}", r"'[^'\n]*'|\"(?:[^\"\\\n]|\\.)*\"|\\."), _string(r"\$#", ""), _SHELL_HASH, _string(r"<<<", ""),
    _heredoc(r"<<-?[ \t]{0,5}\\?[\"']?(?P<d>[A-Za-z_]\w*)[\"']?", r"^\t*§\r?$"),
    _string(r"\$'", r"'", _ESCAPE), _string(r"'", r"'"), _string(r'"', r'"', _ESCAPE, r"\$\("),
)  # fmt: skip
_PHP_INSIDE = (
    _comment(r"//|#(?!\[)", r"$|\?>"), _BLOCK,
    _heredoc(r"<<<[ \t]*[\"']?(?P<d>[A-Za-z_]\w*)[\"']?", r"^[ \t]*§\b"),
    _DOUBLE_LONG, _SINGLE_LONG, _string(r"`", r"`", _ESCAPE),
)  # fmt: skip
_SQL = (
    _comment(r"--"), _BLOCK, _comment(r"#(?=[ \t])", after=r"^|[ \t;,)]"),
    # A backslash escapes a quote in MySQL and not in the standard: what follows tells which was meant.
    _string(r"'", r"'", r"''|\\'(?!\s*(?:[,;)]|$))|\\[^']"), _string(r'"', r'"', r'""'), _string(r"`", r"`|$"), _string(r"(?P<d>\$(?:[A-Za-z_]\w*)?\$)", r"§"),
)  # fmt: skip

# Attributes hold what looks like comments; scripts and styles are other languages.
_IN_TAG = r"\"[^\"]*\"|'[^']*'"
_SCRIPT_HEAD = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,400}>"
_TAGS = (
    _string(r"<(?i:script)\b(?=[^>]{0,300}\btype\s{0,5}=\s{0,5}[\"']?[^\"'>]{0,60}(?:json|template|html|importmap|rules))" + _SCRIPT_HEAD, r"</(?i:script)"),
    Token("code", r"<(?i:script)\b" + _SCRIPT_HEAD, r"</(?i:script)", inside="typescript"),
    Token("code", r"<(?i:style)\b" + _SCRIPT_HEAD, r"</(?i:style)", inside="css"),
    _string(r"</?[A-Za-z]", r">", _IN_TAG),
)
_PHP_TAGS = (Token("code", r"<\?(?!xml)(?:php\b|=)?", r"\?>", inside="php code"),)
_HTML = (_MARKUP, *_PHP_TAGS, *_TAGS)
_SINGLE_FILE = (Token("code", r"\A---\r?$", r"^---", inside="typescript"), *_HTML)
_TEMPLATE_HASH = _comment(r"\{#", r"#\}")
_PERCENT = _comment(r"<%(?:--|#|!--)", r"(?:--)?%>")

# --- syntaxes --------------------------------------------------------------------------------------

SYNTAXES: dict[str, tuple[Token, ...]] = {
    "javascript": _JSX, "typescript": _JS, "tsx": _JSX, "jsonc": (*_C, _DOUBLE, _SINGLE), "css": (_BLOCK, _DOUBLE, _SINGLE),
    "java": (*_C, _TRIPLE, _DOUBLE, _CHAR), "go": (*_C, _BACKTICK_RAW, _DOUBLE, _CHAR), "c": (*_C, _DOUBLE, _CHAR),
    "cpp": (*_C, _string(r'R"(?P<d>[^\s()\\]{0,16})\(', r'\)§"'), _DOUBLE, _CHAR), "solidity": (*_C, _DOUBLE, _SINGLE), "apex": (*_C, _SINGLE),
    "zig": (_SLASH, _string(r"\\\\", r"$"), _DOUBLE, _CHAR), "bicep": (*_C, _string("'''", "'''"), _SINGLE), "objc": (*_C, _DOUBLE, _CHAR),
    "kotlin": (*_C, _string(r'"""', r'"""', "", _DOLLAR_BRACE), _string(r'"', r'"|$', _ESCAPE, _DOLLAR_BRACE), _CHAR, _string(r"`[^`\n]+`", "")),
    "scala": (*_C, _string(r'"""', r'"""', "", _DOLLAR_BRACE), _string(r'"', r'"|$', _ESCAPE, _DOLLAR_BRACE), _CHAR),
    "groovy": (
        *_C, _string(r'"""', r'"""', _ESCAPE, _DOLLAR_BRACE), _TRIPLE_SINGLE, _string(r"\$/", r"/\$"), _string(_REGEX, "", after=_REGEX_AFTER), _string(r"/(?![*/\s])", r"/", r"\\/", after=r"[=(,][ \t]*"),
        _string(r'"', r'"|$', _ESCAPE, _DOLLAR_BRACE), _SINGLE,
    ),
    "csharp": (
        *_C, _string(r'\$*(?P<d>"{3,})', r"§"), _string(r'(?:@\$|\$@)"', r'"', r'""|\{\{', r"\{"), _string(r'@"', r'"', r'""'), _string(r'\$"', r'"|$', rf"{_ESCAPE}|\{{\{{", r"\{"), _DOUBLE, _CHAR,
    ),
    "fsharp": (_SLASH, _comment(r"\(\*(?!\))", r"\*\)"), _string(r'"""', r'"""'), _string(r'@"', r'"', r'""'), _DOUBLE_LONG, _CHAR),
    "dart": (*_C, _string(r"r(?P<d>\"\"\"|'''|\"|')", r"§"), _string(r'"""', r'"""', _ESCAPE, _DOLLAR_BRACE), _string(r"'''", r"'''", _ESCAPE, _DOLLAR_BRACE), _string(r'"', r'"|$', _ESCAPE, _DOLLAR_BRACE), _string(r"'", r"'|$", _ESCAPE, _DOLLAR_BRACE)),
    "swift": (*_C, _string(r'(?P<d>"""#+|#+"(?:"")?)', r'"(?:"")?#+'), _string(r'"""', r'"""', r"\\[^(]", r"\\\("), _string(r'"', r'"|$', r"\\[^(]", r"\\\(")),
    "rust": (*_C, _string(r'\bb?r(?P<d>#*)"', r'"§'), _DOUBLE_LONG, _CHAR),
    "python": (_HASH, _TRIPLE, _TRIPLE_SINGLE, _DOUBLE, _SINGLE),
    "ruby": (_comment(r"^=begin\b", r"^=end\b"), _string(r"^__END__\r?$", r"\Z"), *_RUBY_STRINGS, _HASH),
    "shell": _SHELL,
    "perl": (
        _comment(r"^=[a-z]+", r"^=cut\b"), _string(r"^__(?:END|DATA)__", r"\Z"), _heredoc(r"<<~?[\"']?(?P<d>[A-Z_]\w*)[\"']?", r"^[ \t]*§\r?$"),
        _string(r"\bq[qwrx]?\{", r"\}", _ESCAPE), _string(r"\bq[qwrx]?\(", r"\)", _ESCAPE), _string(r"\bq[qwrx]?\[", r"\]", _ESCAPE), _string(r"\bq[qwrx]?(?P<d>[/|!])", r"§", _ESCAPE),
        _string(r"\b(?:s|tr|y)/(?:[^/\\\n]|\\.){0,500}/(?:[^/\\\n]|\\.){0,500}/", ""), _string(r"\bm/(?:[^/\\\n]|\\.){0,500}/", ""), _string(_REGEX, "", after=r"(?:[(=~!&|]|\b(?:if|unless|and|or|split))[ \t]*"),
        _string(r"\$#", ""), _HASH, _DOUBLE_LONG, _SINGLE_LONG,
    ),
    "elixir": (
        _string(r"~[a-zA-Z]\(", r"\)", _ESCAPE), _string(r"~[a-zA-Z]\{", r"\}", _ESCAPE), _string(r"~[a-zA-Z]\[", r"\]", _ESCAPE), _string(r"~[a-zA-Z](?P<d>\"\"\"|'''|[/|\"'])", r"§", _ESCAPE),
        _string(r"\?\\?[\"'#]", ""), _TRIPLE, _TRIPLE_SINGLE, _HASH, _string(r'"', r'"', _ESCAPE, r"#\{"), _SINGLE_LONG,
    ),
    "r": (_HASH, _DOUBLE_LONG, _SINGLE_LONG, _string(r"`[^`\n]+`", "")), "julia": (_comment(r"#=", r"=#"), _HASH, _TRIPLE, _DOUBLE_LONG, _CHAR),
    "nim": (_comment(r"#\[", r"\]#"), _HASH, _string(r'"""', r'"""'), _DOUBLE, _CHAR), "tcl": (_comment(r"#", after=r"(?:^|;)[ \t]*"), _DOUBLE_LONG),
    "coffee": (_comment(r"###(?!#)", r"###"), _HASH, _string(r'"""', r'"""', _ESCAPE, r"#\{"), _TRIPLE_SINGLE, _string(r'"', r'"', _ESCAPE, r"#\{"), _SINGLE_LONG),
    "nix": (_HASH, _BLOCK, _string(r"''", r"''", r"''[$'\\]", _DOLLAR_BRACE), _string(r'"', r'"', _ESCAPE, _DOLLAR_BRACE)),
    "powershell": (_comment(r"<#", r"#>"), _string(r"@'\r?$", r"^'@"), _string(r'@"\r?$', r'^"@'), _comment(r"#", after=_WORD_START), _string(r"'", r"'", r"''"), _string(r'"', r'"', r'""|`.', r"\$\(")),
    "php code": _PHP_INSIDE, "php": _HTML,
    "hcl": (_HASH, *_C, _heredoc(r"<<-?(?P<d>[A-Za-z_]\w*)", r"^[ \t]*§\r?$"), _string(r'"', r'"|$', rf"{_ESCAPE}|[$%]{{2}}\{{", r"[$%]\{")),
    "yaml": (
        Token("block", r"[|>][-+0-9]{0,2}(?=[ \t]*(?:[ \t]#[^\n]*)?\r?$)", after=r"(?:^|[:?\-])[ \t]+(?:[!&]\S{0,40}[ \t]+){0,2}"), _comment(r"#", after=_SPACE),
        _string(r'"', r'"', _ESCAPE, after=r"(?:^|[:?\-][ \t]|[,\[{]|\":|[!&]\S{0,40}[ \t])[ \t]*"), _string(r"'", r"'", r"''", after=r"(?:^|[:?\-][ \t]|[,\[{]|\":|[!&]\S{0,40}[ \t])[ \t]*"),
    ),
    "toml": (_HASH, _TRIPLE, _string("'''", "'''"), _DOUBLE, _string(r"'", r"'|$")),
    # A value that is opened by a quote and never closed is not a string.
    "env": (_string(r'"(?=(?:[^"\\]|\\.){0,20000}")', r'"', _ESCAPE, after=r"[=:][ \t]*"), _string(r"'(?=[^']{0,20000}')", r"'", after=r"[=:][ \t]*"), _comment(r"#", after=_SPACE)),
    "ini": (_string(r'"', r'"|$', r"\\.", after=r"[=:][ \t]*"), _string(r"'", r"'|$", after=r"[=:][ \t]*"), _comment(r"[#;]", after=_SPACE)),
    "properties": (_comment(r"[#!]", after=_LINE),), "systemd": (_comment(r"[#;]", after=_LINE),), "xcconfig": (_SLASH,), "reg": (_comment(r";", after=_LINE),),
    "dockerfile": (_comment(r"#", after=_LINE), _heredoc(r"<<-?[\"']?(?P<d>[A-Z_]{2,20})[\"']?", r"^\t*§\r?$")),
    "makefile": (_string(r"\\#", ""), _HASH, _string(r'"', r'"|$', r"\\."), _string(r"'", r"'|$")),
    "nginx": (_comment(r"#", after=r"^|[\s;{}]"), _DOUBLE_LONG, _SINGLE_LONG), "http": (_comment(r"#|//", after=_LINE),),
    "sql": _SQL, "strings": (*_C, _DOUBLE_LONG), "jsonnet": (*_C, _HASH, _string(r"\|\|\|", r"\|\|\|"), _DOUBLE_LONG, _SINGLE_LONG), "cue": (_SLASH, _TRIPLE, _DOUBLE),
    "dhall": (_comment("--"), _comment(r"\{-", r"-\}"), _string("''", "''"), _DOUBLE_LONG),
    "lua": (_comment(r"--\[(?P<d>=*)\[", r"\]§\]"), _comment("--"), _string(r"\[(?P<d>=*)\[", r"\]§\]"), _DOUBLE, _SINGLE),
    "haskell": (_comment(r"\{-", r"-\}"), _comment(r"--(?![!#$%&*+./<=>?@^|~])"), _DOUBLE_LONG, _CHAR), "ocaml": (_ML, _DOUBLE_LONG, _CHAR, _string(r"\{(?P<d>[a-z_]*)\|", r"\|§\}")),
    "pascal": (_ML, _comment(r"\{(?!\$)", r"\}"), _SLASH, _string(r"'", r"'|$")), "vb": (_comment(r"'"), _comment(r"(?i:rem)\b", after=r"(?:^|:)[ \t]*"), _string(r'"', r'"|$', r'""')),
    "batch": (_comment(r"@?(?i:rem)(?=[ \t])|::", after=r"(?:^|&)[ \t]*"),), "clojure": (_string(r"\\[\"';]", ""), _comment(";"), _DOUBLE_LONG), "erlang": (_string(r"\$\\?[\"'%]", ""), _comment("%"), _DOUBLE_LONG, _SINGLE),
    "tex": (_string(r"\\%", ""), _comment("%")), "restructuredtext": (_comment(r"\.\.[ \t]+(?![^\n]{0,200}::)", after=_LINE),), "asciidoc": (_comment(r"//(?!/)", after="^"),), "org": (_comment(r"#[ \t]", after=_LINE),),
    "html": _HTML, "xml": (_MARKUP, _string(r"<!\[CDATA\[", r"\]\]>"), _string(r"</?[A-Za-z_]", r">", _IN_TAG)),
    "markdown": (_string(r"^[ \t>]{0,20}(?:[-*+][ \t]|\d{1,3}\.[ \t])?[ \t]{0,20}(?P<d>`{3,}|~{3,})", r"^[ \t>]*§"), _string(r"(?P<d>`+)", r"(?<!`)§(?!`)|^[ \t]*\r?$"), _MARKUP),
    "mdx": (_string(r"^[ \t>]{0,20}(?P<d>`{3,}|~{3,})", r"^[ \t>]*§"), _string(r"(?P<d>`+)", r"(?<!`)§(?!`)|^[ \t]*\r?$"), _MARKUP, _comment(r"\{/\*", r"\*/\}")),
    "vue": _HTML, "svelte": _HTML, "astro": _SINGLE_FILE, "blade": (_comment(r"\{\{--", r"--\}\}"), Token("code", r"@php\b(?!\()", r"@endphp", inside="php code"), *_HTML),
    "jinja": (_TEMPLATE_HASH, *_HTML), "liquid": (_comment(r"\{%-?[ \t]*comment[ \t]*-?%\}", r"\{%-?[ \t]*endcomment"), _comment(r"\{%-?[ \t]*#", r"-?%\}"), *_HTML),
    "handlebars": (_comment(r"\{\{~?!--", r"--~?\}\}"), _comment(r"\{\{~?!", r"\}\}"), *_HTML), "erb": (_PERCENT, _string("<%", "%>"), *_HTML), "jsp": (_PERCENT, Token("code", "<%", "%>", inside="java"), *_HTML),
    "razor": (_comment(r"@\*", r"\*@"), *_HTML), "freemarker": (_comment("<#--", "-->"), *_HTML), "velocity": (_comment(r"#\*", r"\*#"), _comment("##"), *_HTML), "smarty": (_comment(r"\{\*", r"\*\}"), *_HTML),
    "gotemplate": (_comment(r"\{\{-?[ \t]*/\*", r"\*/"), *_HTML), "pug": (_comment(r"//-?", after=_LINE),), "haml": (_comment(r"-#", after=_LINE),), "slim": (_comment(r"/!?", after=_LINE),), "coldfusion": (_comment("<!---?", "-{2,}>"), *_TAGS),
}  # fmt: skip

_SAME = {
    "gradle": "groovy", "crystal": "ruby", "delphi": "pascal", "asp": "jsp", "twig": "jinja", "nunjucks": "jinja", "ejs": "erb", "eex": "erb",
}  # fmt: skip
_BY_SUFFIX = {
    "json5": "jsonc", "jsonc": "jsonc", "code-workspace": "jsonc", "mdx": "mdx", "xcconfig": "xcconfig", "css": "css", "scss": "jsonc", "less": "jsonc",
    "prisma": "jsonc", "proto": "jsonc", "graphql": "python", "gql": "python",
}  # fmt: skip
_WITH_COMMENTS = regex(r"(?:^|/)(?:[jt]sconfig[\w.-]*|\.vscode/[\w.-]+|devcontainer)\.json$")


def dialect(path: str, language: str) -> str:
    """The syntax of a file of `language` at `path`, or "" where it has no comments."""
    if named := _BY_SUFFIX.get(path.rpartition(".")[2].lower()):
        return named
    if language == "json" and _WITH_COMMENTS.search(path):
        return "jsonc"
    name = _SAME.get(language, language)
    return name if name in SYNTAXES else ""
