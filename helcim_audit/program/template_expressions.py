"""Which expression of the intermediate representation does a template print?

One small grammar reads what Jinja, Django, Twig, Liquid, Handlebars, Go, Razor, JSP, Velocity and their
kin have in common: dotted names, items, calls, filters, defaults, conditions. What it cannot read is Opaque
with the names that stand in it. Handles are spans of the document.
"""

import re
from dataclasses import dataclass

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.template_tokens import CONSTANTS, LONGEST, Token, Unreadable, names, tokens

_DEEPEST = 40
_COMPARED = frozenset(("==", "===", "!=", "!==", "<", ">", "<=", ">=", "is", "in", "contains", "matches", "starts", "ends", "eq", "ne", "gt", "lt", "ge", "le"))
_PREFIXES = frozenset(("fn", "functions", "str", "util"))
_ESCAPE = regex(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """spaced: `f x y` is a call (Handlebars, Go), whose arguments end at a space.

    default: `x!"y"` (FreeMarker).
    """

    spaced: bool = False
    default: bool = False


PLAIN = Dialect()
SPACED = Dialect(spaced=True)
FREEMARKER = Dialect(default=True)


def read(text: str, start: int, end: int, dialect: Dialect = PLAIN) -> ir.Expr:
    """The expression in `text[start:end]`."""
    if end - start <= LONGEST:
        try:
            return _Reader(tokens(text, start, end), dialect, start).whole()
        except Unreadable:
            pass
    return ir.Opaque(Span(start, end), names(text, start, end))


class _Reader:
    """Reads tokens from left to right, weakest operators outermost."""

    def __init__(self, tokens: list[Token], dialect: Dialect, start: int) -> None:
        self.tokens = tokens
        self.at = 0
        self.dialect = dialect
        self.depth = 0
        self.start = start

    def whole(self) -> ir.Expr:
        value = self.command() if self.dialect.spaced else self.expression()
        if self.at < len(self.tokens):
            raise Unreadable
        return value

    def peek(self, ahead: int = 0) -> str:
        """The sign or word that comes next; "" for strings and at the end."""
        token = self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else None
        return token.text if token is not None and token.kind in ("sign", "name") else ""

    def take(self, *signs: str) -> bool:
        if self.peek() in signs:
            self.at += 1
            return True
        return False

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise Unreadable

    def span(self, first: int) -> Span:
        """From the token `first` to the last one that was taken."""
        if not self.tokens:
            return Span(self.start, self.start)
        first = min(first, len(self.tokens) - 1)
        return Span(self.tokens[first].start, max(self.tokens[max(self.at - 1, 0)].end, self.tokens[first].end))

    def expression(self) -> ir.Expr:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unreadable
        value = self._conditional()
        self.depth -= 1
        return value

    def _conditional(self) -> ir.Expr:
        first = self.at
        value = self._or()
        if self.take("?"):
            if self.peek() == "" and self.at >= len(self.tokens):
                raise Unreadable
            chosen = self.expression()
            other = (self.expression(),) if self.take(":") else ()
            return ir.Choice(self.span(first), (chosen, *other, ir.Test(self.span(first), (value,))))
        if self.take("if"):
            test = self._or()
            other = (self.expression(),) if self.take("else") else ()
            return ir.Choice(self.span(first), (value, *other, ir.Test(self.span(first), (test,))))
        return value

    def _or(self) -> ir.Expr:
        first = self.at
        options = [self._and()]
        while self.take("or", "||", "??", "?:"):
            options.append(self._and())
        return options[0] if len(options) == 1 else ir.Choice(self.span(first), tuple(options))

    def _and(self) -> ir.Expr:
        first = self.at
        parts = [self._not()]
        while self.take("and", "&&"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else ir.Choice(self.span(first), (parts[-1], ir.Test(self.span(first), tuple(parts[:-1]))))

    def _not(self) -> ir.Expr:
        first = self.at
        if self.take("not", "!") or self._empty():
            self.depth += 1
            if self.depth > _DEEPEST:
                raise Unreadable
            test = ir.Test(self.span(first), (self._not(),))
            self.depth -= 1
            return test
        value = self._sum()
        while self.peek() in _COMPARED or (self.peek() == "not" and self.peek(1) == "in"):
            self.at += 2 if self.peek() == "not" or (self.peek() == "is" and self.peek(1) == "not") else 1
            self.take("with")
            value = ir.Test(self.span(first), (value, self._sum()))
        return value

    def _empty(self) -> bool:
        """`empty x` of JSP."""
        if self.peek() != "empty" or self.at + 1 >= len(self.tokens) or self.tokens[self.at + 1].kind == "sign" or self.peek(1) in _COMPARED | {"and", "or", "if", "else"}:
            return False
        self.at += 1
        return True

    def _sum(self) -> ir.Expr:
        first = self.at
        parts, joins = [self._filtered()], True
        while (sign := self.peek()) in ("~", "+", "-", "*", "/", "%", "&"):
            self.at += 1
            joins = joins and sign in ("~", "+", "&")
            parts.append(self._filtered())
        if len(parts) == 1:
            return parts[0]
        if not joins or all(isinstance(part, ir.Constant) for part in parts):
            return ir.Test(self.span(first), tuple(parts))
        if all(isinstance(part, ir.Literal) for part in parts):
            return ir.Literal(self.span(first), "".join(part.value for part in parts if isinstance(part, ir.Literal)))
        return ir.Join(self.span(first), tuple(parts))

    def _filtered(self) -> ir.Expr:
        first = self.at
        value = self._postfix()
        while not self.dialect.spaced and self.take("|"):
            value = self._filter(first, value)
        return value

    def _filter(self, first: int, value: ir.Expr) -> ir.Expr:
        """`x|f`, `x|f(y)`, `x|f:y,z`."""
        target: ir.Expr = self._word()
        while self.take("."):
            name = self._word()
            target = ir.Attribute(self.span(self.at - 1), target, name.id)
        args = [ir.Arg(value)]
        if self.take("("):
            args += self._arguments(")")
        elif self.take(":"):
            args.append(self._argument())
            while self.take(",", ":"):
                args.append(self._argument())
        if isinstance(target, ir.Name) and target.id in ("default", "d", "default_if_none") and len(args) > 1:
            return ir.Choice(self.span(first), (value, args[1].value))
        return ir.Call(self.span(first), target, tuple(args))

    def command(self) -> ir.Expr:
        """`f x y=z | g w`."""
        first = self.at
        value = self._words()
        while self.take("|"):
            call = self._words()
            target, args = (call.target, call.args) if isinstance(call, ir.Call) else (call, ())
            value = ir.Call(self.span(first), target, (ir.Arg(value), *args))
        return value

    def _words(self) -> ir.Expr:
        first = self.at
        target = self._not_spaced()
        args: list[ir.Arg] = []
        while self.at < len(self.tokens) and self.peek() not in (")", "|", ",", "]", "}"):
            args.append(self._argument())
        if not args:
            return target
        if isinstance(target, ir.Name):
            match target.id:
                case "or" | "default":
                    return ir.Choice(self.span(first), tuple(arg.value for arg in args))
                case "not" | "and" | "eq" | "ne" | "lt" | "gt" | "le" | "ge" | "len":
                    return ir.Test(self.span(first), tuple(arg.value for arg in args))
                case "index" | "lookup" if len(args) == 2:
                    return ir.Item(self.span(first), args[0].value, args[1].value)
                case _:
                    pass
        return ir.Call(self.span(first), target, tuple(args))

    def _not_spaced(self) -> ir.Expr:
        return self._postfix()

    def _argument(self) -> ir.Arg:
        following = self.peek(1)
        if following in ("=", ":") and self.tokens[self.at].kind == "name" and (following == "=" or not self.dialect.spaced):
            name = self._word()
            self.at += 1
            return ir.Arg(self._value(), name.id)
        spread = self.peek() == "*" or self.peek().startswith("..")
        if spread:
            self.at += 1
        return ir.Arg(self._value(), spread=spread)

    def _value(self) -> ir.Expr:
        return self._postfix() if self.dialect.spaced else self.expression()

    def _arguments(self, closing: str) -> list[ir.Arg]:
        found: list[ir.Arg] = []
        while not self.take(closing):
            if found:
                self.need(",")
                if self.take(closing):
                    break
            found.append(self._argument())
        return found

    def _word(self) -> ir.Name:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.kind != "name":
            raise Unreadable
        self.at += 1
        return ir.Name(Span(token.start, token.end), token.text.lstrip("@$") or "root")

    def _postfix(self) -> ir.Expr:
        first = self.at
        value = self._primary()
        while True:
            token = self.tokens[self.at] if self.at < len(self.tokens) else None
            sign = token.text if token is not None and token.kind == "sign" else ""
            touching = token is not None and self.at > first and token.start == self.tokens[self.at - 1].end
            if sign in (".", "?.", "->", "::", "/") and touching and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].start == self.tokens[self.at].end:
                if sign == "/" and not self.dialect.spaced:
                    return value
                self.at += 1
                value = self._attribute(first, value)
            elif sign == "[" and (touching or not self.dialect.spaced):
                self.at += 1
                value = self._item(first, value)
            elif sign == "(" and touching:
                self.at += 1
                value = ir.Call(self.span(first), value, tuple(self._arguments(")")))
            elif self.dialect.default and sign in ("!", "?") and touching:
                value = self._freemarker(first, value, sign)
            else:
                return value

    def _attribute(self, first: int, value: ir.Expr) -> ir.Expr:
        token = self.tokens[self.at]
        if token.kind == "number" and token.text.isdigit():  # Django: `x.0`
            self.at += 1
            return ir.Item(self.span(first), value, ir.Constant(Span(token.start, token.end), token.text))
        if token.text == "[":  # Handlebars: `x.[a b]`
            return value
        name = self._word().id
        return ir.Attribute(self.span(first), value, name)

    def _item(self, first: int, value: ir.Expr) -> ir.Expr:
        low = None if self.peek() == ":" else self._value()
        if self.take(":"):
            high = None if self.peek() == "]" else self._value()
            self.need("]")
            bounds = [_number(one) for one in (low, high)]
            return ir.Slice(self.span(first), value, bounds[0], bounds[1], all(one is None or isinstance(one, ir.Constant | ir.Test) for one in (low, high)))
        self.need("]")
        return ir.Item(self.span(first), value, low if low is not None else ir.Constant(self.span(first), ""))

    def _freemarker(self, first: int, value: ir.Expr, sign: str) -> ir.Expr:
        self.at += 1
        if sign == "!":  # a default, which may be left out
            other = self._postfix() if self.at < len(self.tokens) and self.peek() not in (")", ",", "?") else ir.Literal(self.span(first), "")
            return ir.Choice(self.span(first), (value, other))
        name = self._word()
        args = self._arguments(")") if self.take("(") else []
        if name.id in ("has_content", "size", "length"):
            return ir.Test(self.span(first), (value,))
        return ir.Call(self.span(first), name, (ir.Arg(value), *args))

    def _primary(self) -> ir.Expr:
        if self.at >= len(self.tokens):
            raise Unreadable
        token, first = self.tokens[self.at], self.at
        place = Span(token.start, token.end)
        match token.kind:
            case "text":
                self.at += 1
                inner = token.text[1:-1]
                return ir.Literal(place, _ESCAPE.sub(lambda hit: _ESCAPES.get(hit[1], hit[1]), inner) if "\\" in inner else inner)
            case "number":
                self.at += 1
                return ir.Constant(place, token.text)
            case "name":
                if token.text in ("new", "await") and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].kind == "name":
                    self.at += 1
                    return self._postfix()
                if token.text in _PREFIXES and self.peek(1) == ":" and self.peek(3) == "(":  # JSP: `fn:length(x)`
                    self.at += 2
                    return self._word()
                if token.text.lower() in CONSTANTS:
                    self.at += 1
                    return ir.Constant(place, token.text)
                if token.text in ("@", "this", "$") and self.peek(1) in (".", "/"):  # the context itself
                    self.at += 2
                    return self._word()
                return self._word()
            case _:
                return self._signed(first, token)

    def _signed(self, first: int, token: Token) -> ir.Expr:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unreadable
        self.at += 1
        place = Span(token.start, token.end)
        match token.text:
            case "(":
                value = self.command() if self.dialect.spaced else self.expression()
                self.need(")")
            case "[":
                value = ir.Sequence(place, tuple(self._arguments("]")))
            case "{":
                value = self._record(place)
            case "-" | "+":
                value = ir.Test(self.span(first), (self._postfix(),))
            case "!":
                value = ir.Test(self.span(first), (self._postfix(),))
            case "." if self.at < len(self.tokens) and self.tokens[self.at].kind == "name" and self.tokens[self.at].start == token.end:
                value = self._word()  # Go: a field of what the template was given
            case ".":
                value = ir.Name(place, ".")
            case _ if token.text.startswith("../") or (token.text.startswith(".") and token.text.endswith("/")):
                value = self._word()  # Handlebars: a field of an outer context
            case _:
                raise Unreadable
        self.depth -= 1
        return value

    def _record(self, place: Span) -> ir.Expr:
        entries: list[ir.Entry] = []
        while not self.take("}"):
            if entries:
                self.need(",")
                if self.take("}"):
                    break
            if self.peek(1) == ":" and self.tokens[self.at].kind == "name":
                word = self._word()
                key: ir.Expr = ir.Literal(word.at, word.id)
            else:
                key = self._primary()
            if not self.take(":", "=>"):
                raise Unreadable
            entries.append(ir.Entry(key, self.expression()))
        return ir.Record(place, tuple(entries))


def _number(value: ir.Expr | None) -> int | None:
    if isinstance(value, ir.Test) and len(value.parts) == 1:
        inner = _number(value.parts[0])
        return -inner if inner is not None else None
    return int(value.text) if isinstance(value, ir.Constant) and value.text.isdigit() and len(value.text) < 9 else None
