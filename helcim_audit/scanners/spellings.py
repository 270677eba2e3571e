"""What do formats and languages write between a name and its value?

Data for pairs.py and ahead.py: patterns that are tried in turn behind a name. Each has bounded repeats.
"""

from helcim_audit.lazy import regex
from helcim_audit.scanners.extents import MASK_WORD


def _any(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_COLOUR = r"\x1b\[[\d;]{0,12}m"
_WRITTEN_QUOTE = r"&(?:amp;)?quot;|&(?:amp;)?#34;|\\u0022"

# --- what closes a name ----------------------------------------------------------------------------

CLOSERS = regex(
    _any(
        _COLOUR,
        r"\"(?:\s{1,40}(?:translatable|formatted|product|type|comment|description|xml:space|tools:\w{1,30})=\"[^\"<>\n]{0,80}\"){1,4}\s{0,4}(?=>[^<>\s]{8,200}</)",  # <string name="x" translatable="false">
        r"\"(?:\s{1,40}[\w:.-]{1,40}=\"[^\"<>\n]{0,80}\"){1,4}\s{0,4}(?=>\s{0,80}<(?:value|string|val|default)>)",
        r"(?:\"?:\"?[\w\\]{1,80}\"?)?:(?:private|protected)(?=\] ?=>)",  # ["secretKey":"Helcim\Config":private]=>
        r"\\{0,3}[\"'`]", r"[\])}]", _WRITTEN_QUOTE, r"(?<!\*)\*\*(?!\*)", "__",
        r"[ ]\([\w ,./-]{1,30}\)",  # Helcim token (live): x
        r"</?(?:key|name|th|td|code|b|strong|em|dt|span|li|p|i)(?:\s[^<>\n]{0,80})?>",
        r"[ \t]{1,40}(?=[:=|│,?>\])&<\"'→⇒➜-]|\*(?!\*\*)|or\b|is\b|was\b|to\b|\n|\r)",
    ) + "{0,8}"
)  # fmt: skip
TYPE = regex(
    r"[ \t]{0,8}:[ \t]{0,8}[A-Za-z_&][\w.\[\]| <>?&*']{0,40}?[ \t]{0,8}(?==[^=>])"  # name: str = "x"
    r"|[ \t]{1,8}(?:As[ \t]{1,4})?(?:string|String|text|\[\d*\])[ \t]{0,8}(?==[^=>])"  # name As String = "x"
    r"|[ \t]{1,4}\{[ \t]{0,3}get;[^{}\n]{0,40}\}[ \t]{0,3}(?==)"  # Name { get; set; } = "x"
)

# --- what separates --------------------------------------------------------------------------------

SEPARATOR = regex(
    _any(
        "=>", r":[-=]", r"\?\?=", r"\?=", r"\+=", r";s:\d{1,4}:", r"\t{1,4}", r"\|\|=", r"\?\?", r"\|\|", r"\?:", "<-", "->", r"(?<=\})[ ]//(?=[ ][\"'])", "=3D(?=[^ ])", r"={1,3}", "::", ":", ",", r"\|", "│", ">",
        r"\s{0,80}(?=<(?:string|value|data|str)\b)", r"\bor\b", r"\bis\b", r"\bwas\b", r"\bto\b", r"%3[aAdD]", r"\\u003[aAdD]", "&gt;", "[→⇒➜]",
    )
)  # fmt: skip
# One cell ends and the next begins: nothing else stands between a name and its value.
NEXT_CELL = regex(r"</(?:td|th|dt)>\s{0,80}<(?:td|dd)\b")
NOTHING = regex(r"")
CALL_SEPARATOR = regex(
    r"\s{0,8}\.\s{0,8}\w{1,24}\s{0,4}\(|[ \t]{0,8}\{[ \t]{0,8}|\s{0,4}\)\s{0,8}\.\s{0,8}\w{1,24}\("
    r"|\s{0,2}\(\s{0,20}(?=[@$bL]?[\"'`])"  # .apiToken("x")
    r"|\s{0,8}\}?\s{0,8}\belse\s{0,4}\{\s{0,8}|\s{0,4}with\s{1,8}(?:\|\s{0,4})?null\s{0,4}->"  # if ($env:X) { $env:X } else { 'x' }
)
CHOSEN = regex(r"(?:\bIf\(\s{0,4}[\w.]{1,80}\(\s{0,4}\"|\(or\s{1,8}\([\w./]{1,40}\s\")$")
"""In front of a name that is looked up, with what is taken in its place behind it: VB's `If(...("X"), "x")`, Clojure's `(or (... "X") "x")`."""
SPACES = regex(r"[\"']?[ \t]{1,40}(?:--\w+[ =]{1,4})?")
WORD = regex(r"[\"']?[A-Za-z]{1,14}(?=[ \t\r\n.,;:!?)])")  # of a sentence
# In front of a name that white space separates from its value: `ENV NAME value`, `setx NAME value`.
COMMAND = regex(
    r"(?:^|[\s;&|])(?:ENV|ARG|env|setx?|SET|SETX|SetEnv|proxy_set_header|fastcgi_param|uwsgi_param|add_header|RequestHeader\s+set|[\w:]*config:(?:\w+:)?set|secrets?\s+set|option\s+(?:update|add|set)|kv\s+put|git\s+config|defaults\s+write|export|declare|setenv|--(?:header|set|env|build-arg|var|from-literal|body)|echo|printenv|passwd|password|header(?:_up)?|http-request\s+set-header|#\s?define|\(def[\w-]{0,6})\s[^\n]{0,80}$"
)

# A command that takes both as options: `--name /prod/helcim/api-token --value x`, `-Path Env:HELCIM_API_TOKEN -Value x`.
NAME_OPTION = regex(r"(?i)\s--?(?:name|key|id|secret-id|path|n)[ =]{1,2}[\"']?(?:[\w./-]{0,80}[/:])?$")
VALUE_OPTION = regex(r"(?i)[\"']?(?:[ \t]{1,8}(?:\\\r?\n[ \t]{0,40})?(?!--?(?:value|body|secret-string|text|data)\b)[^\s\"']{1,80}){0,4}?[ \t]{1,8}(?:\\\r?\n[ \t]{0,40})?--?(?:value|body|secret-string|text|data)[ =]{1,2}")

# --- what opens a value ----------------------------------------------------------------------------

# Objects that hold nothing but the value: OpenTelemetry, WireMock, DynamoDB
_HOLDER = r"\\{0,3}[\"'](?:equalTo|stringValue|string_value|arrayValue|values?|exact|const|S)\\{0,3}[\"']\s{0,3}:\s{0,3}"
OPENERS = regex(
    _any(
        r"[ \t\u00a0]{1,80}", r"\\\r?\n[ \t]{0,40}", _COLOUR,
        r"&\w{1,40}[ \t]{1,4}(?=\S)", r"!!?[a-z]{3,6}[ \t]{1,4}(?=\S)",  # YAML's anchors and tags
        r"\[\]\w{1,12}\{", r"[\[{]\s{0,80}(?=[{]?\s{0,80}" + _HOLDER + ")", _HOLDER, r"[\[(](?!(?i:redacted|masked|hidden|filtered|truncated|removed))", r"\{(?!\{)",
        r"(?:Bearer|bearer|BEARER|Token|Basic|Api-Token)[ \t]{1,4}", "%20", r"\+(?=a)",
        r"(?:default|Default|defaultValue|fallback|unset)\s{0,4}[=:]\s{0,4}",
        r"<!\[CDATA\[", r"<(?:string|value|td|code|b|strong|em|str|dd|data|span|kbd|pre)(?:\s[^<>\n]{0,80})?>",
        r"string\(\d{1,4}\)\s", r"\*\*(?!\*)", r"__(?=\s)", _WRITTEN_QUOTE,
        r"(?:new\s+)?[A-Za-z_][\w.:]{0,40}\((?=[\"']|\s{0,40}(?:default|value)\s{0,3}=\s?[\"'])\s{0,40}",  # SecretStr("x"), Field(default="x")
        r"(?:[A-Za-z_][\w.]{0,40}\([^()\"'\n]{0,40}\)\s{0,20}\.\s{0,3}){1,5}(?:default|defaultTo|prefault|catch|withDefault|or|orElse|getOrElse|valueOr|unwrap_or\w{0,12})\(",  # z.string().default("x")
        r"\|\w{0,20}\|[ ]{0,3}\{?\s{0,20}(?=[\"'])", r"(?:\(\)|_|it)\s?(?:=>|->)\s?(?=[\"'`])",  # |_| "x", () -> "x"
        r"[\"']\s{0,4}(?:\.|\+|&|\.\.|<>|,)\s{0,4}(?=[\"'`])",  # "api-token: " + "x"
        r"(?:const|static)\s", r"\[\]byte\(", r"<<(?=\")", r"b(?=[\"'])", r"[rRuUfFN@$L]{1,2}(?=[\"'])", r"String\.raw(?=`)",
    ) + "{0,10}"
)  # fmt: skip
BLOCK_SCALAR = regex(r"[>|][-+]?[ \t]{0,4}\r?\n\s{0,40}|")

# --- values on lines of their own ------------------------------------------------------------------

# `["api-token"]=>` and `api-token:`, each with the value alone on the next line
TYPED_LINE = regex(r"\r?\n\s{0,80}(?=string\(\d{1,4}\)\s\")")
_ALONE = rf"(?:(?i:bearer)\s)?(?:[^\s:{{}}\[\](),\"'<>]|{MASK_WORD}){{8,200}}(?=[ \t]*\r?(?:\n|\Z))"
LINE_OF_ITS_OWN = regex(rf"\r?\n[ \t]{{0,40}}(?P<value>{_ALONE})")
COLUMN = regex(rf"[ ]{{2,80}}(?={_ALONE})")
LIST_ITEM = regex(r"-[ \t]{1,8}(?![\w.-]{1,60}:\s)")
NEXT_LINES = regex(r"\s{0,120}")

# "the verifier token (x)", "Helcim API token of the shop in Calgary is `x`": words, then what no word is
_HAS = r"(?=[^\s)`\"'»”]{0,80}"
SENTENCE = regex(
    r"(?![)`\"]{1,2} (?i:values)\b)[)\]`*\"]{0,2}(?:[ ](?:\w[\w’-]{0,30}(?:'\w{1,20})?,?|\([\w ,'’-]{1,40}\))){0,10}?[ ]?[:=]?[ ]?(?:[(`\"'«“*]{1,3}|&(?:amp;)?quot;)[ \u00a0]?(?:" + _HAS + "[A-Z])" + _HAS + "[a-z])" + _HAS + r"\d)|(?=[0-9a-f]{22}[)`\"'»” &]))"
    r"(?P<value>[A-Za-z0-9+/_$#!%@.-]{16,80}={0,2})(?=[ \u00a0]?(?:[)`\"'»”*]{1,3}|&(?:amp;)?quot;)(?:[\s.,;:!?)&]|$))"
)

# --- keys of a store: what stands behind the colon is the rest of the key ----------------------------

# `[0 10.0.0.7:5123] "SETEX" "secretToken:x" "3600" "y"` of redis-cli monitor, `redis:6379> get secretToken:x` of its prompt, `3) "secretToken"` of a listing
KEY_OF_STORE = regex(r"(?:\] \"(?i:(SET|SETNX|GETSET|P?SETEX)|[A-Z]{3,11})\" \"|\d(?:\[\d\])?> (?i:(GET|GETDEL|GETEX)|[A-Z]{3,11}) \"?|(?:^|\n) {0,8}\d{1,6}(\)) \")[^\"\s]{0,40}$")
STORED = regex(r"[^\"\s]{0,120}\" (?:\"\d{1,10}\" (?=\"))?(?=\")")
NEXT_ITEM = regex(r"\"\r?\n {0,8}\d{1,6}\) (?=\")")
ANSWERED = regex(r"[^\"\s]{0,120}\"?\r?\n(?=\")")

# --- names that are values themselves: {"name": "api-token", "value": "x"} --------------------------

_IS_NAME_VALUE = regex(r"(?:[kK]ey|KEY|[nN]ame|NAME|[hH]eader|[iI]d|[fF]ield|[vV]ariable|[pP]arameter|env|envName|label|option_name|path|property)[\"']?\s{0,8}(?:=>|[:=])\s{0,8}[\"'`]?/?$")
_SEPARATES = frozenset(":=>")
_VALUE_OPENS = " \t\r\n\"'`/"


def is_name_value(before: str) -> bool:
    """Whether what stands in front of a name, `before`, says that the name is the value of `key`, `name`, `header`."""
    return before.rstrip(_VALUE_OPENS)[-1:] in _SEPARATES and _IS_NAME_VALUE.search(before) is not None


VALUE_KEY = regex(r"[\"'`]?\s{0,4}[,;)]?\s{0,80}(?:-\s)?[\"']?(?:\w{1,20}:)?(?:[vV]alue|VALUE|[A-Z]\w{1,24}Value|[cC]ontent|[dD]efault|text|initialValue|currentValue|secret|data)[\"']?\s{0,8}(?:=>|[:=])")
VALUE_KEY_FAR = regex(
    r"(?:(?!\n\s{0,40}-\s|[\s\"'](?:name|key)[\"']?\s{0,8}[:=])[^{}\[\]<>]){0,240}?[\s\"',;](?:[vV]alue|VALUE|[A-Z]\w{1,24}Value|initialValue|currentValue|example|default)[\"']?\s{0,8}(?:=>|[:=])"
)
VALUE_ELEMENT = regex(r"</\w{1,40}>\s{0,80}<\w{1,40}[^<>]{0,80}[vV]alue\"[^<>]{0,40}>")  # JMeter's header manager
ELEMENT_END = regex(r"[\"'\]>]{0,4}\s{0,80}<")
IN_STRING = regex(r"(?:[\"'`]|[\"'][^\"'\n]{0,30}[$#]\{|[?&])$")
