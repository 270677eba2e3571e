"""Which shell commands stand in a pipeline, a Dockerfile, a Makefile or a Jenkinsfile?

The document becomes two texts as long as itself, in which everything but the commands, and everything but the
variables that it sets for them, is blanked: offsets in them are offsets in the document.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.script_blocks import blank

LANGUAGES = frozenset(("yaml", "dockerfile", "makefile", "groovy"))

_RUNS = regex(rb"(?m)^[ \t]*(?:-[ \t]+)?[\"']?(?:run|script|before_script|after_script|commands?|cmds?|bash|sh|inlineScript|entrypoint|pre_build|build|post_build|install|before_install|after_success|args)[\"']?:|^\t|^\s*(?i:RUN|CMD|ENTRYPOINT)\s|\bsh\b|^\s*echo\b")
_KEY = regex(
    r"^(?P<indent>[ \t]*)(?P<dash>-[ \t]+)?[\"']?(?:run|script|before_script|after_script|commands?|cmds?|bash|sh|inlineScript|entrypoint|pre_build|post_build|install|before_install|after_success|args)[\"']?:(?P<rest>[ \t]*.*)$"
)
_ENV_KEY = regex(r"^(?P<indent>[ \t]*)(?:-[ \t]+)?(?:env|environment|variables)[\"']?:[ \t]*$")
_ASSIGNED = regex(r"^(?P<indent>[ \t]+)(?P<name>[A-Za-z_]\w{0,80})(?P<colon>:[ \t]+)(?P<value>\S.*)$")
_BLOCK = regex(r"[ \t]*[|>][-+\d]{0,2}[ \t]*(?:#.*)?$")
_EXPRESSION = regex(r"\$\{\{[ \t]*(?:secrets|env|vars|inputs)\.(\w{1,80})[ \t]*\}\}|\$\((\w{1,80})\)|\$\{env\.(\w{1,80})\}")
_TOLD_RUNNER = regex(r"[^\n]*(?:::add-mask::|##vso\[task\.setvariable|##teamcity\[)[^\n]*")  # what makes the runner hide a value
_INNER = regex(r"""(?:\S*/)?(?:ba|z|a|da)?sh[ \t]+-\w*c[ \t]+(?P<quote>\\?["'])(?P<body>.*)(?P=quote)$|\[[ \t]*["'](?:\S*/)?(?:ba|z|a|da)?sh["'][ \t]*,[ \t]*["']-\w*c["'][ \t]*,[ \t]*"(?P<item>.*)"[ \t]*\]$""", re.DOTALL)
_OTHER = regex(r"\bconsole\.log\(|\bprint\(|\brequire\(['\"]|^\s*import\s\w+\s*$|\bcore\.\w+\(|Write-(?:Host|Output)|\$env:", re.MULTILINE)
_DOCKER = regex(r"(?im)^[ \t]*(?:RUN|CMD|ENTRYPOINT)[ \t]+(?:--\w+=\S+[ \t]+)*(?P<body>(?:[^\n]*\\[ \t]*\r?\n|[ \t]*#[^\n]*\n)*[^\n]*)")
_RECIPE = regex(r"(?m)^\t[@\-+]{0,3}(?P<body>(?:[^\n]*\\\r?\n)*[^\n]*)")
_STEP = regex(r"""(?m)\bsh\b[ \t]*\(?[ \t]*(?:script:[ \t]*)?(?P<quote>'''|\"\"\"|'|\")(?P<body>.*?)(?<!\\)(?P=quote)""", re.DOTALL)


def holds_commands(data: bytes) -> bool:
    return _RUNS.search(data) is not None


def lower(path: str, language: str, text: str) -> ir.Module:
    """The commands of a document as a shell script; the variables that it sets come first, wherever they stand."""
    from helcim_audit.program.shell import lower as shell

    commands, variables = blocks(text, language)
    module = shell(path, commands)
    first = shell(path, variables).body if variables.strip() else ()
    return replace(module, body=(*first, *module.body), lost=())


def blocks(text: str, language: str) -> tuple[str, str]:
    """(the commands, the variables that are set for them), each as long as `text`."""
    match language:
        case "yaml":
            return _of_yaml(text)
        case "dockerfile":
            found = [hit.span("body") for hit in _DOCKER.finditer(text) if not hit["body"].startswith("[")]
        case "makefile":
            found = [hit.span("body") for hit in _RECIPE.finditer(text)]
        case _:
            found = [hit.span("body") for hit in _STEP.finditer(text)]
    return _kept(text, found), ""


def _kept(text: str, ranges: list[tuple[int, int]]) -> str:
    """`text` with what is not in `ranges` blanked, each range a command of its own."""
    out: list[str] = []
    at = 0
    for start, end in ranges:
        if start >= at:
            out += [blank(text[at:start]), _plain(text[start:end])]
            at = end
    return "".join((*out, blank(text[at:])))


def _plain(command: str) -> str:
    """A command with the expressions of its pipeline written as variables of the shell, as long as before."""
    command = _TOLD_RUNNER.sub(lambda hit: blank(hit[0]), command)
    command = _EXPRESSION.sub(lambda hit: ("${" + next(name for name in hit.groups() if name) + "}").ljust(len(hit[0])), command)
    return command.replace("$$", " $")


def _of_yaml(text: str) -> tuple[str, str]:
    commands: list[tuple[int, int]] = []
    variables: list[str] = []
    lines = list(_lines(text))
    skip = assigned = -1  # the line up to which a command goes; the column of the `env:` that is open
    for number, (_, line) in enumerate(lines):
        variables.append(blank(line))
        if number <= skip or not line.strip():
            continue
        column = len(line) - len(line.lstrip(" "))
        if column <= assigned:
            assigned = -1
        if opened := _ENV_KEY.match(line):
            assigned = len(opened["indent"])
        elif assigned >= 0 and (hit := _ASSIGNED.match(line)):
            variables[-1] = _assignment(hit, len(line))
        elif key := _KEY.match(line):
            body, skip = _body(lines, number, key)
            commands += [(low, high) for low, high in body if not _OTHER.search(text, low, high)]
    return _kept(text, commands), "\n".join(variables)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _assignment(hit: re.Match[str], length: int) -> str:
    value = _plain(hit["value"].rstrip()).strip().strip("\"'")
    if not re.fullmatch(r"\$\{\w+\}|\$\w+", value):
        return " " * length  # what it holds is the scanners' to judge
    return f"{hit['indent']}{hit['name']}={value}".ljust(length)[:length]


def _body(lines: list[tuple[int, str]], number: int, key: re.Match[str]) -> tuple[list[tuple[int, int]], int]:
    """The commands that a key holds: its own line's, a block's, or a list's; and the last line of them."""
    start, line = lines[number]
    column = len(key["indent"])
    rest = key["rest"]
    if _BLOCK.fullmatch(rest.rstrip("\r")) and rest.strip():
        last = _last(lines, number, column + len(key["dash"] or ""))
        return ([(lines[number + 1][0], lines[last][0] + len(lines[last][1]))] if last > number else []), last
    if rest.strip() and not rest.strip().startswith("#"):
        return [_unquoted(line, start, key.start("rest"))], number
    found: list[tuple[int, int]] = []
    at = number + 1
    while at < len(lines):
        begin, text = lines[at]
        item = re.match(r"([ \t]*)-[ \t]+", text)
        if not text.strip() or text.lstrip().startswith("#"):
            at += 1
            continue
        if item is None or len(item[1]) < column or re.match(r"[ \t]*-[ \t]+[\w-]+:(?:[ \t]|$)", text):
            break
        if _BLOCK.fullmatch(text[item.end() :].rstrip("\r")):
            last = _last(lines, at, len(item[1]))
            if last > at:
                found.append((lines[at + 1][0], lines[last][0] + len(lines[last][1])))
            at = last + 1
            continue
        found.append(_unquoted(text, begin, item.end()))
        at += 1
    return found, at - 1 if found else number


def _last(lines: list[tuple[int, str]], number: int, column: int) -> int:
    """The last line of a block that stands deeper than `column`."""
    last = number
    for at in range(number + 1, len(lines)):
        line = lines[at][1]
        if not line.strip():
            continue
        if len(line) - len(line.lstrip(" ")) <= column:
            break
        last = at
    return last


def _unquoted(line: str, start: int, at: int) -> tuple[int, int]:
    """The range of a plain or quoted scalar behind `at` of a line that begins at `start`."""
    value = line[at:].strip()
    low = line.index(value, at) if value else at
    high = low + len(value)
    if len(value) >= 2 and value[0] in "\"'" and value[-1] == value[0]:
        low, high = low + 1, high - 1
    if inner := _INNER.match(line, low, high):  # sh -c "x", ["sh", "-c", "x"]
        low, high = inner.span("body" if inner["body"] is not None else "item")
    return start + low, start + high
