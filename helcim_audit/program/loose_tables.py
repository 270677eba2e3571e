"""What do languages that are read loosely have in their own way: comments, strings, words, signs?"""

import re
from dataclasses import dataclass

_C_COMMENT = r"//[^\n]*|/\*.*?(?:\*/|\Z)"
_ESCAPED = r'"(?P<text>(?:[^"\\\n]|\\.)*)"'
_QUOTED = r"'(?P<text>(?:[^'\\\n]|\\.)*)'"
_TRIPLE = r'"""(?P<text>.*?)(?:"""|\Z)'
_DOUBLED = r'"(?P<text>(?:[^"\n]|"")*)"'
_C_CHAR = r"'(?P<text>(?:[^'\\\n]|\\[^\n]{1,8}){0,4})'"


@dataclass(frozen=True, slots=True)
class Dialect:
    """comment: a regular expression. strings: one for each kind, in order, with the group `text`.

    holes: what stands for a value in a string; the strings that have them begin with one of `filled`. escapes: whether
    a backslash means something in a string. joins: signs that put texts together. either: those that choose.
    dots: signs before a member. silent: words before a declaration, or of control, that say nothing here. heads:
    words before a function. blocks: whether `{` opens statements. commands: whether a call may do without brackets.
    """

    comment: str
    strings: tuple[str, ...]
    holes: str = ""
    filled: tuple[str, ...] = ()
    escapes: bool = True
    joins: frozenset[str] = frozenset(("+",))
    either: frozenset[str] = frozenset(("||", "or"))
    dots: frozenset[str] = frozenset((".",))
    silent: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    assigns: frozenset[str] = frozenset(("=", "+="))
    blocks: bool = True
    commands: bool = False
    messages: bool = False
    typed: str = ""
    ignores_case: bool = False

    @property
    def pattern(self) -> "re.Pattern[str]":
        """One token: a comment, a string of a kind, a word, a number, a sign, a break of the line."""
        strings = "|".join(f"(?P<s{at}>{one.replace('?P<text>', f'?P<text{at}>')})" for at, one in enumerate(self.strings))
        return re.compile(rf"(?P<space>[ \t\r\f\ufeff]+|\\\r?\n)|(?P<comment>{self.comment})|{strings}|(?P<word>[^\W\d]\w*[!?]?(?<!=)|`[^`\n]{{1,80}}`)|(?P<number>\d(?:\w|\.(?!\.))*)|(?P<line>\n)|(?P<sign>{_SIGNS}|.)", re.DOTALL)


_SIGNS = r"<<=|\|\|=|%>%|%\|\|%|===|!==|\.\.\.|\.\.|::|->|=>|\|>|==|!=|~=|<>|<=|>=|&&|\|\||\?\?|\?:|\?\.|<-|:=|\+=|-=|&=|\+\+|--|<<|>>|@\{|@\[|@\(|\#\{"

_CONTROL = "if else elseif elsif then while until unless do repeat try catch finally match case when default switch return throw raise in yield await begin end loop select break continue "

_DIRECTIVE = r"|(?m:^)[ \t]*\#[ \t]*(?:include|import|pragma|ifdef|ifndef|if|elif|else|endif|undef|error|warning)\b(?:[^\n\\]|\\.)*"
_CPP = Dialect(
    _C_COMMENT + _DIRECTIVE, (r'R"(?P<d>\w{0,16})\((?P<text>.*?)\)(?P=d)"', r'@?(?:u8|[LuU])?' + _ESCAPED, _C_CHAR),
    joins=frozenset(("+",)), dots=frozenset((".", "::", "->")),
    silent=frozenset((_CONTROL + "static const constexpr auto inline extern struct class typedef using namespace virtual public private protected register volatile unsigned signed goto delete explicit friend template typename co_await co_return").split()),
)  # fmt: skip

DIALECTS: dict[str, Dialect] = {
    "c": _CPP, "cpp": _CPP,
    "objc": Dialect(_C_COMMENT + _DIRECTIVE, _CPP.strings, dots=_CPP.dots, silent=_CPP.silent | {"id", "nonatomic", "strong", "copy"}, messages=True),
    "lua": Dialect(
        r"--\[(?P<c>=*)\[.*?(?:\](?P=c)\]|\Z)|--[^\n]*", (r"\[(?P<d>=*)\[(?P<text>.*?)\](?P=d)\]", _ESCAPED, _QUOTED), joins=frozenset(("..",)), either=frozenset(("or",)), dots=frozenset((".", ":")),
        silent=frozenset((_CONTROL + "local").split()), heads=frozenset(("function",)), blocks=False,
    ),
    "scala": Dialect(
        _C_COMMENT, (r"[a-z]{0,8}" + _TRIPLE, r"[a-z]{0,8}" + _ESCAPED, _C_CHAR), r"\$\{(?P<expr>[^{}\n]{1,400})\}|\$(?P<name>[A-Za-z_]\w*)", ("s", "f", "uri", "url", "raw", "sql", "fr", "log"), joins=frozenset(("+", "++")),
        silent=frozenset((_CONTROL + "val var lazy implicit final private protected override sealed abstract given inline case with extends").split()), heads=frozenset(("def",)), typed=":",
    ),
    "groovy": Dialect(
        _C_COMMENT, (_TRIPLE, r"'''(?P<text>.*?)(?:'''|\Z)", _ESCAPED, _QUOTED), r"\$\{(?P<expr>[^{}\n]{1,400})\}|\$(?P<name>[A-Za-z_][\w.]*)", ('"',), either=frozenset(("||", "?:")), dots=frozenset((".", "?.")),
        silent=frozenset((_CONTROL + "def final static private public protected").split()), commands=True,
    ),
    "vb": Dialect(
        r"'[^\n]*|\brem\b[^\n]*", (r"\$" + _DOUBLED, _DOUBLED), r"\{(?P<expr>[^{}\n]{1,400})\}", ("$",), escapes=False, joins=frozenset(("&", "+")), either=frozenset(("or", "orelse")), dots=frozenset((".", "!")),
        silent=frozenset((_CONTROL + "dim set let call private public global shared readonly friend const static redim byval byref elseif loop wend exit goto withevents").split()),
        heads=frozenset(("sub", "function", "property")), assigns=frozenset(("=", "+=", "&=")), blocks=False, commands=True, typed="as", ignores_case=True,
    ),
    "r": Dialect(
        r"#[^\n]*", (r"[rR]\"\((?P<text>.*?)\)\"", _ESCAPED, _QUOTED), joins=frozenset(), either=frozenset(("||", "|", "%||%")), dots=frozenset((".", "$", "::", "@")),
        silent=frozenset((_CONTROL + "next").split()), assigns=frozenset(("=", "<-", "<<-")),
    ),
    "julia": Dialect(
        r"#=.*?(?:=#|\Z)|#[^\n]*", (r"[a-z]{0,3}" + _TRIPLE, r"[a-z]{0,3}" + _ESCAPED, _C_CHAR), r"\$\((?P<expr>[^()\n]{1,200}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?)\)|\$(?P<name>[A-Za-z_]\w*)", ('"',), joins=frozenset(("*",)),
        silent=frozenset((_CONTROL + "const local global mutable struct module using import export macro").split()), heads=frozenset(("function",)), blocks=False, typed="::",
    ),
    "fsharp": Dialect(
        r"//[^\n]*|\(\*.*?(?:\*\)|\Z)", (r"\$?" + _TRIPLE, r"[$@]{0,2}" + _ESCAPED, _C_CHAR), r"\{(?P<expr>[^{}\n]{1,400})\}|(?P<name>(?!))", ("$",), joins=frozenset(("+", "^")),
        silent=frozenset((_CONTROL + "let mutable rec use module open type member private internal inline static val fun with of and").split()), assigns=frozenset(("=", "<-")), blocks=False, commands=True, typed=":",
    ),
}  # fmt: skip
