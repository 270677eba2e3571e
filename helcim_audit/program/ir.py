"""What does a program look like to the flow engine, whatever its language?

Every front end lowers its syntax to these few forms and decides nothing about secrets. `at` is the
front end's own handle for a place (a LibCST node, a tree-sitter node): `Module.locate` turns it into a
span only when something was found there, since positions cost more than parsing.

What lowering means, language by language, for forms that are not obvious:

- `a or b`, `a || b`, `a ?? b`, `t ? a : b`, `a if t else b`, `match`: Choice (tests inside a Test).
- `await x`, `(x)`, `x!`, `x as T`, `&x`, `*x`, `yield from x`: x itself.
- `x?.y`: Attribute. `x["y"]`, PHP `$x['y']`, Ruby `x[:y]`: Item with a Literal key.
- `"a" + b`, f-strings, template literals, PHP `.`, `%` and `.format` on a literal: Join.
- `x[2:5]`: Slice. `x.slice(0, 8)`, `substr($x, 0, 8)`: Call (models know them).
- comparison, `not`, `!x`, `instanceof`, `in`: Test, whose value says nothing of its parts.
- JSX: Markup. Template text with `{{ x }}`: Markup too, with the printed expressions as children.
- PHP `$this->x`, Python `self.x`, Ruby `@x`: Attribute of Name("self").
- PHP `echo x`, `print x`: Call of Name("echo"); `die(x)`: Call of Name("die").
- PHP `Foo::BAR`, Ruby `Foo::BAR`: Attribute of Name("Foo"). PHP `self::X`, `static::X`: Attribute of Name("self"),
  `parent::f()`: of Name("super"). `\\A\\B`: Name("A\\B"). `$x[] = y`: Bind that extends with a Sequence of one.
- PHP `include "x"`: Import of "*"; as a value: Call of Name("require"). Outside of the tags: as in templates.
- Ruby `x.y`: Attribute, or Call or Test by its name (ruby_calls); methods without parameters: Name("property").
- Templates: tags that bind and load, then Markup("template"): pieces of text and printed values. `x|f(y)`: f(x, y).
- CommonJS `require("m")`: Call of Name("require") (the engine resolves it); `module.exports = x`,
  `exports.y = x`: Bind to that Attribute (the engine exports it). ES `export`: Export.
- dynamic `import("m")`: Call of Name("import").
- destructuring: Bind with a Pattern. Default parameters: Param.default.
- `try` / `catch e`: the body, then Branch(handlers); the caught value is Bind(Name(e), Caught).
- `with a() as b`, `using`: Bind(b, a()) and the body in line. Java, C#, Kotlin, Dart, Swift: a bare name that is a member of the class around it is Attribute(Name("self"), name),
  that of an outer class Attribute(Name("Outer"), name). A constructor is a method called "constructor"; that of a
  record, or a primary one, binds its fields. A field without a value is bound to Opaque. A property that is computed
  is a method with the decorator Name("property"), its setter a method called "set name".
- `@Value("${x}") String t`, `[FromBody] T r`: what an annotation gives is a Call of it, as the parameter's default or
  the field's value. `new T(a) { B = c }`: Call with the named argument B; without `(a)` a Record.
- Go: methods stand in the Class of their receiver, which is called self; `return a, b` returns a Sequence.
- Shell, Perl, PowerShell, Python (`python.lower`): see their modules. Rust `name!(...)`: Call(Name("name!")), a format string with its values is one Join.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from helcim_audit.model import Span
from helcim_audit.program.node import node

Handle = Any
# --- expressions -----------------------------------------------------------------------------------


@node
class Literal:
    """A string (or bytes) whose whole text the syntax gives, escapes resolved."""

    at: Handle
    value: str


@node
class Constant:
    """A number, boolean, null: it can never hold a secret. `text` as written (`False`, `0`)."""

    at: Handle
    text: str


@node
class Name:
    at: Handle
    id: str


@node
class Attribute:
    at: Handle
    base: "Expr"
    name: str


@node
class Item:
    at: Handle
    base: "Expr"
    key: "Expr"


@node
class Slice:
    """`base[low:high]`; a bound is None where it is absent, `known` is false where one is computed."""

    at: Handle
    base: "Expr"
    low: int | None
    high: int | None
    known: bool = True


@node
class Arg:
    """An argument. `name` for keyword arguments; `spread` for `*x`, `**x`, `...x`."""

    value: "Expr"
    name: str | None = None
    spread: bool = False


@node
class Call:
    at: Handle
    target: "Expr"
    args: tuple[Arg, ...] = ()
    new: bool = False


@node
class Entry:
    """A field of a record: `key: value`, or `**value` / `...value` where `key` is None."""

    key: "Expr | None"
    value: "Expr"


@node
class Record:
    """dict, object literal, associative array, hash, map; struct literal, of the type `kind`."""

    at: Handle
    entries: tuple[Entry, ...] = ()
    kind: "Expr | None" = None


@node
class Sequence:
    """list, tuple, set, array; a spread item is an Arg with `spread`."""

    at: Handle
    items: tuple[Arg, ...] = ()


@node
class Join:
    """Text put together from parts, in order."""

    at: Handle
    parts: tuple["Expr", ...]


@node
class Choice:
    """One of several values. The first option is the preferred one (`a` of `a || b`)."""

    at: Handle
    options: tuple["Expr", ...]


@node
class Test:
    """A truth value or number made from parts: its value tells nothing of theirs. `op`: "not", a comparison's sign, or what tests them by name."""
    at: Handle
    parts: tuple["Expr", ...] = ()
    op: str = ""


@node
class Param:
    """`kind` is "" for an ordinary parameter, "*" or "**" for the ones that collect."""

    name: str
    default: "Expr | None" = None
    kind: str = ""
    pattern: "Pattern | None" = None
    annotation: "Expr | None" = None


@node
class Function:
    """A function, method, lambda, arrow function, closure or block. `name` is "" if it has none.

    An expression body is a single Return. Nested functions see the names around them.
    """

    at: Handle
    name: str
    params: tuple[Param, ...]
    body: tuple["Stmt", ...]
    decorators: tuple["Expr", ...] = ()
    is_async: bool = False
    returns: "Expr | None" = None  # the annotation: FastAPI filters by it


@node
class Markup:
    """An element or a piece of template that is rendered: what stands in it reaches the reader."""

    at: Handle
    tag: str
    attributes: tuple[Entry, ...] = ()
    children: tuple["Expr", ...] = ()


@node
class Caught:
    """The exception that a handler receives, of one of `kinds`, from `body` where the front end tells it."""

    at: Handle
    kinds: tuple["Expr", ...] = ()
    body: Handle | None = None


@node
class Opaque:
    """Anything else: its value may hold that of any part."""

    at: Handle
    parts: tuple["Expr", ...] = ()


Expr = (
    Literal | Constant | Name | Attribute | Item | Slice | Call | Record | Sequence | Join | Choice | Test
    | Function | Markup | Caught | Opaque
)

# --- statements ------------------------------------------------------------------------------------


@node
class PatternField:
    """`{key: target = default}`; in a sequence pattern the key is the position as text ("0")."""

    key: str
    target: "Target"
    default: Expr | None = None


@node
class Pattern:
    """Destructuring. `rest` takes what no field named."""

    fields: tuple[PatternField, ...]
    rest: "Target | None" = None


Target = Name | Attribute | Item | Pattern


@node
class Bind:
    """`target = value`. `extends` for `+=`, `.=` and the like; `annotation` for `x: T = ...`."""

    at: Handle
    target: Target
    value: Expr
    extends: bool = False
    annotation: Expr | None = None


@node
class Evaluate:
    value: Expr


@node
class Return:
    """`return value`, and `yield value`."""

    at: Handle
    value: Expr | None


@node
class Raise:
    at: Handle
    value: Expr


@node
class Branch:
    """Bodies of which one or none runs (if, switch, try handlers); `test` is evaluated first."""

    at: Handle
    test: Expr | None
    bodies: tuple[tuple["Stmt", ...], ...]


@node
class Loop:
    """`target` takes the items of `iterable` (both None for `while`)."""

    at: Handle
    target: Target | None
    iterable: Expr | None
    body: tuple["Stmt", ...]


@node
class Define:
    """A named function, or a method when it stands in a Class."""

    function: Function


@node
class Class:
    """Class, struct, interface, trait, object. Fields with values are Bind statements of `body`."""

    at: Handle
    name: str
    bases: tuple[Expr, ...]
    body: tuple["Stmt", ...]
    decorators: tuple[Expr, ...] = ()
    keywords: tuple[Arg, ...] = ()  # Python's `class A(B, env_prefix="X_")`


@node
class Outer:
    """In this function these names are those of the scopes around it (`nonlocal`), or the module's (`is_global`)."""

    at: Handle
    names: tuple[str, ...]
    is_global: bool = True


@node
class Imported:
    """One imported name: "*" all names, "" the module itself, "default" ES default."""

    name: str
    local: str


@node
class Import:
    """`module` as written: "a.b", "..pkg.mod" (Python's dots), "./x", "@/lib/x", "App\\Models\\X"."""

    at: Handle
    module: str
    names: tuple[Imported, ...] = ()
    types_only: bool = False


@node
class Export:
    """`export` of a local value under `name` ("default", "*"), or from another module (`source`)."""

    at: Handle
    name: str
    value: Expr | None = None
    source: str | None = None
    imported: str = ""


Stmt = (
    Bind | Evaluate | Return | Raise | Branch | Loop | Define | Class | Outer | Import | Export
)


@dataclass(slots=True, eq=False)
class Module:
    """One lowered document.

    language: a name of `filetypes`. directives: "use client", "use server" and the like.
    locate: span of a handle in the document's text. lost: what the front end could not lower, in words.
    """

    path: str
    language: str
    body: tuple[Stmt, ...]
    locate: Callable[[Handle], Span]
    directives: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


FrontEnd = Callable[[str, str, str], Module]
"""(path, language, text) -> Module. Raises ValueError with a short reason, free of source text."""


def children(expr: Expr) -> Iterable[Expr]:
    """The direct sub-expressions of `expr`, functions' bodies excluded."""
    match expr:
        case Attribute(base=base) | Slice(base=base):
            yield base
        case Item(base=base, key=key):
            yield from (base, key)
        case Call(target=target, args=args):
            yield target
            yield from (arg.value for arg in args)
        case Record(entries=entries):
            for entry in entries:
                if entry.key is not None:
                    yield entry.key
                yield entry.value
        case Sequence(items=items):
            yield from (item.value for item in items)
        case Join(parts=parts) | Test(parts=parts) | Opaque(parts=parts):
            yield from parts
        case Choice(options=options):
            yield from options
        case Markup(attributes=attributes, children=inner):
            yield from (entry.value for entry in attributes)
            yield from inner
        case _:
            return
