"""How does a shell script become the intermediate representation?

A command is a call of its name, with its words as arguments. What it reads (a pipe, a here-document) is the
argument `stdin`. Output that goes to a file is a call of `>` or `>>` with the file and the output; that of
`echo`, `printf` and of a here-document given to `cat` is the text itself. A function that is used in `$(...)`
returns what it prints; its parameters are called 1, 2 and so on.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from helcim_audit.lazy import regex
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir, ir_walk
from helcim_audit.program import shell_words as words
from helcim_audit.program.fish import as_shell
from helcim_audit.program.grammar import Grammar, Lowering, Statements, block, expression, function, run
from helcim_audit.program.grammar import lower as lower_with
from helcim_audit.program.shell_cuts import cut
from helcim_audit.program.treesitter import Node, named


def lower(path: str, text: str) -> ir.Module:
    return lower_with(SHELL, path, as_shell(text) if path.endswith(".fish") or (text.startswith("#!") and "fish" in text.partition("\n")[0]) else text)


# --- commands ----------------------------------------------------------------------------------------

_WRAPPERS = frozenset(("sudo", "time", "exec", "nohup", "command", "builtin", "then", "do", "else"))


def _command(low: Lowering, node: Node) -> ir.Expr:
    """One command. Assignments before it are bound first."""
    low.pending.extend(one for child in named(node) if child.kind() == "variable_assignment" for one in _assignment(low, child))
    title = node.field("name")
    args = [ir.Arg(expression(low, child)) for child in node.field_children("argument") if child.is_named()]
    target = form.inner(low, title) if title is not None else ir.Name(node, ":")
    while isinstance(target, ir.Literal) and target.value in _WRAPPERS and args and _is_command(args[0].value):
        target = args.pop(0).value
    if isinstance(target, ir.Literal):
        target = ir.Name(target.at, target.value.rpartition("/")[2])
    found: ir.Expr = ir.Call(node, target, tuple(args))
    for child in node.field_children("redirect"):
        found = _redirected(low, found, child)
    return found


def _is_command(value: ir.Expr) -> bool:
    return isinstance(value, ir.Literal) and re.fullmatch(r"[\w./+-]+", value.value) is not None and not value.value.startswith("-")


def output(made: ir.Expr) -> ir.Expr:
    """What a command prints, where that is known."""
    if (part := cut(made)) is not None:
        return part
    match made:
        case ir.Call(target=ir.Name(id="echo"), args=args):
            kept = [arg.value for arg in args if not (isinstance(arg.value, ir.Literal) and re.fullmatch(r"-[neE]+", arg.value.value))]
            spaced = [part for value in kept for part in (ir.Literal(made.at, " "), value)][1:]
            return form.joined(made.at, spaced)
        case ir.Call(target=ir.Name(id="printf"), args=(ir.Arg(value=ir.Literal(value="%s" | "%s\n" | "%s\\n")), ir.Arg(value=value))):
            return value
        case ir.Call(target=ir.Name(id="printf"), args=args):
            return form.joined(made.at, [arg.value for arg in args])
        case ir.Call(target=ir.Name(id="cat"), args=(ir.Arg(value=value, name="stdin"),)):
            return value
        case _:
            return made


def _with_input(made: ir.Expr, value: ir.Expr) -> ir.Expr:
    return replace(made, args=(*made.args, ir.Arg(value, "stdin"))) if isinstance(made, ir.Call) else made


_FILES = regex(r"^(?:\d?>>?\|?|&>>?)")


def _redirected(low: Lowering, made: ir.Expr, node: Node) -> ir.Expr:
    match node.kind():
        case "herestring_redirect":
            return _with_input(made, form.last(low, node))
        case "heredoc_redirect":
            return _heredoc(low, made, node)
        case "file_redirect":
            return _to_file(low, made, node)
        case _:
            return made


def _heredoc(low: Lowering, made: ir.Expr, node: Node) -> ir.Expr:
    inside = named(node)
    quoted = any(child.kind() == "heredoc_start" and child.text()[:1] in "'\"\\" for child in inside)
    body = next((child for child in inside if child.kind() == "heredoc_body"), None)
    if body is not None:
        made = _with_input(made, words.heredoc(low, body, quoted))
    # What follows `<<EOF` on its line stands inside the node.
    for child in inside:
        if child.kind() == "file_redirect":
            made = _to_file(low, made, child)
        elif child.kind() == "pipeline":
            for one in named(child):
                made = _piped(low, made, one)
        elif child.kind() in ("command", "list", "redirected_statement"):
            low.pending.append(ir.Evaluate(made))
            made = expression(low, child)
        elif child.kind() not in ("heredoc_start", "heredoc_body", "heredoc_end", "herestring_redirect", "heredoc_redirect", "file_descriptor"):
            made = replace(made, args=(*made.args, ir.Arg(expression(low, child)))) if isinstance(made, ir.Call) else made
    return made


def _to_file(low: Lowering, made: ir.Expr, node: Node) -> ir.Expr:
    place = node.field("destination")
    if place is None:
        return made
    text = node.text().lstrip()
    where = expression(low, place)
    known = where.value if isinstance(where, ir.Literal) else ""
    sign = _FILES.match(text)
    if text.startswith("<"):
        return _with_input(made, ir.Call(node, ir.Name(node, "cat"), (ir.Arg(where),))) if not text.startswith(("<&", "<>")) else made
    if sign is None or text.startswith("2") or text.startswith((">&", "1>&")) or known in ("/dev/stderr", "/dev/stdout", "/dev/tty"):
        return made
    if known == "/dev/null":
        return ir.Test(node, (output(made),))
    return ir.Call(node, ir.Name(node, ">>" if ">>" in sign[0] else ">"), (ir.Arg(where), ir.Arg(output(made))))


def _redirected_statement(low: Lowering, node: Node) -> Statements:
    body = node.field("body")
    # What is read comes first: `cat > file <<EOF` writes the document.
    redirects = sorted((child for child in node.field_children("redirect") if child.is_named()), key=lambda child: child.kind() == "file_redirect")
    if body is None or body.kind() not in ("command", "pipeline", "test_command"):  # a loop or group: each command in it
        found = block(low, body)
        for child in redirects:
            if child.kind() == "file_redirect" and not child.text().lstrip().startswith("<"):
                found = _printing(found, partial(_filed, low, child))
        return found
    made = expression(low, body)
    for child in redirects:
        made = _redirected(low, made, child)
    return (ir.Evaluate(made),)


def _filed(low: Lowering, node: Node, made: ir.Call) -> ir.Stmt:
    return ir.Evaluate(_to_file(low, made, node))


def _piped(low: Lowering, before: ir.Expr | None, node: Node) -> ir.Expr:
    found = expression(low, node)
    return _with_input(found, output(before)) if before is not None else found


def _pipeline(low: Lowering, node: Node) -> ir.Expr:
    found: ir.Expr | None = None
    for child in named(node):
        found = _piped(low, found, child)
    if found is not None and (part := cut(found)) is not None:
        return ir.Call(node, ir.Name(node, "echo"), (ir.Arg(part),))
    return found or ir.Opaque(node)


def _substitution(low: Lowering, node: Node) -> ir.Expr:
    """`$(a; b)`: what the last command prints."""
    inside = named(node)
    if not inside:
        return ir.Literal(node, "")
    if inside[-1].kind() == "file_redirect":
        return ir.Call(node, ir.Name(node, "cat"), (ir.Arg(form.last(low, inside[-1])),))
    low.pending.extend(run(low, inside[:-1]))
    return output(expression(low, inside[-1]))


# --- assignments and functions -----------------------------------------------------------------------


def _assignment(low: Lowering, node: Node) -> Statements:
    title, value = node.field("name"), node.field("value")
    if title is None:
        return ()
    target = expression(low, title)
    given = expression(low, value) if value is not None else ir.Literal(node, "")
    return form.bind(node, target, given, "+=" in node.text()[: len(title.text()) + 2])


def _declarations(low: Lowering, node: Node) -> Statements:
    return run(low, [child for child in named(node) if child.kind() == "variable_assignment"])


def _function(low: Lowering, node: Node) -> Statements:
    body = node.field("body")
    text = body.text() if body is not None else ""
    highest = max((int(found) for found in re.findall(r"\$\{?([1-9])\b", text)), default=0)
    params = [ir.Param(str(index)) for index in range(1, highest + 1)]
    if "$@" in text or "$*" in text or "${@" in text:
        params.append(ir.Param("@", kind="*"))
    return (ir.Define(function(low, node, form.text_of(node, "name"), lambda: params, lambda: block(low, body))),)


def _statement(low: Lowering, node: Node) -> Statements:
    made = _command(low, node)
    match made:
        case ir.Call(target=ir.Name(id="." | "source"), args=(ir.Arg(value=ir.Literal(value=module)), *_)):
            return (ir.Import(node, module, (ir.Imported("*", "*"),)),)
        case ir.Call(target=ir.Name(id="read"), args=args):
            names = [arg.value for arg in args if isinstance(arg.value, ir.Literal) and re.fullmatch(r"[A-Za-z_]\w*", arg.value.value)]
            bound = tuple(ir.Bind(node, ir.Name(one.at, one.value), made) for one in names)
            return bound or (ir.Evaluate(made),)
        case ir.Call(target=ir.Name(id="set"), args=(ir.Arg(value=ir.Literal(value=flags)), ir.Arg(value=ir.Literal(value=name)), ir.Arg(value=value))) if re.fullmatch(
            r"-[gUxlu]+|--(?:global|export|universal)", flags
        ):  # set -gx NAME value, in fish
            return (ir.Bind(node, ir.Name(node, name), value),)
        case ir.Call(target=ir.Name(id="setenv"), args=(ir.Arg(value=ir.Literal(value=name)), ir.Arg(value=value))):
            return (ir.Bind(node, ir.Name(node, name), value),)
        case ir.Call(target=ir.Name(id=":"), args=()):
            return ()
        case _:
            return (ir.Evaluate(made),)


def _finish(statements: Statements) -> Statements:
    """Functions whose output is taken return what they print."""
    defined = {one.function.name for one in statements if isinstance(one, ir.Define)}
    if not defined:
        return statements
    outermost = {id(one) for one in _evaluated(statements)}
    used = {
        one.target.id
        for one in ir_walk.expressions(statements)
        if isinstance(one, ir.Call) and isinstance(one.target, ir.Name) and one.target.id in defined and id(one) not in outermost
    }
    if not used:
        return statements
    return tuple(
        ir.Define(replace(one.function, body=_printing(one.function.body, _returned))) if isinstance(one, ir.Define) and one.function.name in used else one
        for one in statements
    )


def _evaluated(statements: Iterable[ir.Stmt]) -> Iterable[ir.Expr]:
    for one in statements:
        match one:
            case ir.Evaluate(value=value):
                yield value
            case ir.Branch(bodies=bodies):
                for body in bodies:
                    yield from _evaluated(body)
            case ir.Loop(body=body):
                yield from _evaluated(body)
            case ir.Define(function=inner):
                yield from _evaluated(inner.body)
            case _:
                pass


def _returned(made: ir.Call) -> ir.Stmt:
    return ir.Return(made.at, output(made))


def _printing(statements: Statements, change: Callable[[ir.Call], ir.Stmt]) -> Statements:
    """The statements, with those changed that print."""
    found: list[ir.Stmt] = []
    for one in statements:
        match one:
            case ir.Evaluate(value=ir.Call(target=ir.Name(id="echo" | "printf" | "cat")) as made):
                found.append(change(made))
            case ir.Branch():
                found.append(replace(one, bodies=tuple(_printing(body, change) for body in one.bodies)))
            case ir.Loop():
                found.append(replace(one, body=_printing(one.body, change)))
            case _:
                found.append(one)
    return tuple(found)


# --- control -----------------------------------------------------------------------------------------

_CLAUSES = ("elif_clause", "else_clause")


def _if(low: Lowering, node: Node) -> Statements:
    """Conditions are commands: they run before the branch."""
    conditions: list[Node] = []
    body: list[Node] = []
    clauses: list[Node] = []
    into = conditions
    for child in node.children():
        if child.kind() == "then":
            into = body
        elif child.kind() in _CLAUSES:
            clauses.append(child)
        elif child.is_named() and child.kind() != "comment":
            into.append(child)
    before = run(low, conditions)
    others = [_if(low, child) if child.kind() == "elif_clause" else run(low, named(child)) for child in clauses]
    return (*before, ir.Branch(node, None, (run(low, body), *others)))


def _case(low: Lowering, node: Node) -> Statements:
    value = node.field("value")
    test = expression(low, value) if value is not None else None
    return (ir.Branch(node, test, tuple([_case_item(low, child) for child in named(node) if child.kind() == "case_item"])),)


def _case_item(low: Lowering, node: Node) -> Statements:
    patterns = len([child for child in node.field_children("value") if child.is_named()])
    return run(low, named(node)[patterns:])


def _for(low: Lowering, node: Node) -> Statements:
    title = node.field("variable")
    values = [ir.Arg(expression(low, child)) for child in node.field_children("value") if child.is_named()]
    target = ir.Name(title, title.text()) if title is not None else None
    return (ir.Loop(node, target, ir.Sequence(node, tuple(values)), block(low, node.field("body"))),)


def _while(low: Lowering, node: Node) -> Statements:
    conditions = [child for child in node.field_children("condition") if child.is_named()]
    return (ir.Loop(node, None, None, (*run(low, conditions), *block(low, node.field("body")))),)


SHELL = Grammar(
    language="shell",
    grammar="bash",
    blocks=frozenset(("program", "do_group", "compound_statement", "subshell", "list", "negated_command", "variable_assignments")),
    silent=frozenset(("unset_command", "test_operator", "regex", "extglob_pattern", "heredoc_end", "file_descriptor")),
    finish=_finish,
    expressions={
        "command": _command,
        "pipeline": _pipeline,
        **dict.fromkeys(("word", "heredoc_start"), words.word),
        "raw_string": words.raw,
        "ansi_c_string": words.ansi,
        **dict.fromkeys(("string", "translated_string"), words.string),
        "concatenation": words.concatenation,
        "number": form.constant,
        **dict.fromkeys(("variable_name", "special_variable_name"), words.variable),
        "simple_expansion": words.simple_expansion,
        "expansion": words.expansion,
        "subscript": words.subscript,
        "array": words.array,
        **dict.fromkeys(("command_substitution", "process_substitution"), _substitution),
        **dict.fromkeys((
            "arithmetic_expansion", "test_command", "binary_expression", "unary_expression", "postfix_expression", "ternary_expression", "brace_expression",
        ), form.test),
        "parenthesized_expression": form.inner,
    },
    statements={
        "command": _statement,
        "redirected_statement": _redirected_statement,
        "variable_assignment": _assignment,
        "declaration_command": _declarations,
        "function_definition": _function,
        "if_statement": _if,
        "case_statement": _case,
        "for_statement": _for,
        "c_style_for_statement": form.loop,
        "while_statement": _while,
        **dict.fromkeys(("variable_name", "special_variable_name"), lambda _low, _node: ()),
    },
)
