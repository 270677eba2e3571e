"""Which flows end where a secret may not be?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from helcim_audit.lazy import regex
from helcim_audit.names import speaks_of_another, speaks_of_helcim
from helcim_audit.program import ir, kept, php_clients
from helcim_audit.program.cookies import HIDES_COOKIES, http_only, says_readable
from helcim_audit.program.events import SECRETS, Event, is_to_be_hidden, keyed, place, visible
from helcim_audit.program.formats import cut_formats
from helcim_audit.program.front_ends import group
from helcim_audit.program.handlers import WEBHOOK, in_browser, is_mask, speaks_of_webhooks
from helcim_audit.program.http_errors import is_held, sendable, shows
from helcim_audit.program.ir_walk import holds_markup
from helcim_audit.program.lattice import (
    BODY,
    CLIENT,
    CLIENT_SECRET,
    CONTAINERS,
    ENVIRONMENT,
    HEADER_ITEM,
    HEADERS,
    INITIALIZE,
    NOTHING,
    SETTING_ITEM,
    Mark,
    Taint,
    Text,
    Value,
)
from helcim_audit.program.object_texts import says
from helcim_audit.program.pages_shown import Pages, is_drupal
from helcim_audit.program.redacting import left
from helcim_audit.program.requests import Requests
from helcim_audit.program.schemas import answered
from helcim_audit.program.scopes import CONSTRUCTORS, Closure, Instance, Scope, Space, written
from helcim_audit.program.sent import Sent
from helcim_audit.program.sources import by_name, getter, is_of_helcim, secret_text
from helcim_audit.secrets import SecretKind
from helcim_audit.values import is_v2

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Frame, Machine

_TO_BROWSER = frozenset((SecretKind.SECRET_TOKEN.value, INITIALIZE))
LEFT = "left visible by {}()"
_ANSWER = regex(r"(?i)^(?:self\.)?(?:ctx|context|res|resp|response|reply|this|frappe\.response|frappe\.local\.response)\.(?:body|res|response\.body|response\.text|media|text|response|res\.body|message|jsonbody)$|^(?:frappe|frappe\.local)\.response\.\w+$|^(?:self\.)?(?:resp|response)\.headers\.[\w\-]+$|^(?:response|session)\.flash$")
_IS_PUBLIC = regex(r"(?i)(?:checkout|(?<![a-z])js|js_?config|js_?verify|hosted_?page)_?token(?:\(\))?$|(?-i:[a-z_]Js_?Token)(?:\(\))?$")  # whatever it is called later
_PASSING = frozenset(("key", "auth"))  # what a client is made with is its own; elsewhere it may be the key of anything
_COOKIE = regex(r"(?i)(?:response|resp|res)\.cookies?\.[\w-]+$")
_RUBY_COOKIE = regex(r"(?:self\.)?cookies\.(?:(?:permanent|signed)\.)?\w+$")
_DIGEST = regex(r"(?i)sha|digest|hash|hmac")
_LOG_FILE = regex(r"(?i)log|\.out\b|debug|/dev/(?:stderr|stdout|tty)")


@dataclass(slots=True, eq=False)
class Recorder:
    """Collects events. sent: what is sent to Helcim; pages: what is handed to them; calls: those that are being followed."""

    events: dict[tuple[str, str, int], Event] = field(default_factory=dict)
    sent: Sent = field(init=False)
    requests: Requests = field(default_factory=Requests)
    calls: list[tuple[Space, Sequence[Given], ir.Call | None]] = field(default_factory=list)
    pages: Pages = field(init=False)

    def __post_init__(self) -> None:
        self.sent = Sent(self.add)
        self.pages = Pages(self.printed)

    def add(self, rule: str, space: Space, at: ir.Handle, taint: Taint, note: str, base: ir.Handle | None = None) -> None:
        """base: for the call of a method, what it is called on."""
        key = (rule, space.path, id(at))
        if key not in self.events:
            self.events[key] = Event(rule, space, at, (*taint.steps, Mark(space.path, at, note)), taint.kind, taint.literal, base)

    # --- what a name or a header says of a value -----------------------------------------------------

    def held(self, value: Value, name: str, at: ir.Handle, scope: Scope) -> Value:
        """`value` as something called `name` holds it: a secret, if nothing else is known of it and the name says so."""
        if any(taint.kind in SECRETS or taint.kind in (INITIALIZE, CLIENT) for taint in value.taints):
            return value
        shape = scope.function.shape if scope.function is not None else None
        own = shape is not None and speaks_of_helcim(shape.name) and (name not in _PASSING or (scope.function is not None and scope.function.function.name in (*CONSTRUCTORS, shape.name)))
        if value.texts and not value.opaque:
            for text in value.texts:
                if len(text.value) > 9 and secret_text(text, name, own) and (is_v2(text.value) or own or speaks_of_helcim(name) or scope.space.helcim(at)):
                    return value.tainted(Taint(SecretKind.API_TOKEN.value, (Mark(text.path, text.at, "the literal"),), literal=text))
            return value
        if value.opaque and not value.refs and not any(map(_IS_PUBLIC.search, value.names)) and not any(map(speaks_of_another, value.names)):
            taint = by_name(scope.space, name, at, (), own)
            if taint is not None:
                return value.tainted(taint)
        return value

    # --- calls ---------------------------------------------------------------------------------------

    def call(self, machine: Machine, expr: ir.Call, names: Sequence[str], roles: frozenset[str], given: Sequence[Given], scope: Scope) -> None:
        space = scope.space
        given = left(names, given)
        if not shows(expr.target, names) and any(is_held(taint) for one in given for taint in visible(one.value)):
            return
        if "log" in roles or (names[:1] in ((">>",), (">",)) and given and _LOG_FILE.search(" ".join((*(text.value for text in given[0].value.texts), *given[0].value.names, written(given[0].expr))))):
            self._logged(expr, [*given, *_blocks(machine, expr, given, scope)], scope)
        if "raise" in roles:
            for one in given:
                self.raised(expr, one.value, scope)
        if space.language == "elixir" and len(given) > 1 and roles & {"respond", "render"}:
            given = given[1:]  # the connection, which keeps more than it sends
        if not machine.naming and (printed := php_clients.prints(names, given, scope)):
            self.respond(printed, scope, "printed by curl_exec, since CURLOPT_RETURNTRANSFER is not set")
        if "respond" in roles and not in_browser(scope) and not (space.language == "php" and "log" in roles) and not (space.language == "ruby" and any(one.name in _SERIALIZED for one in given)):
            self.respond(given, scope)
        if "show" in roles:
            for one in given:
                for key, taint in keyed(one.value):
                    self.printed(space, place(one.expr, key), taint, "shown on the screen")
        if "expose" in roles:
            for one in given:
                for key, taint in keyed(one.value):
                    if taint.kind in SECRETS and taint.form == "whole":
                        self.add("api-token-in-client-code", space, place(one.expr, key, taint), taint, "handed to the page's scripts")
        if "offer" in roles:
            self.pages.assigned(machine, given, scope)
        if ("render" in roles and space.side != "client") or self.pages.sets(expr, scope):
            self.pages.rendered(machine, expr, given, scope)
        if "persist" in roles and not ("cookie" in roles and (http_only(expr) or HIDES_COOKIES.search(space.path))):
            self._sent(given, expr, scope, "kept in the browser's storage")
        if kept.keeps(written(expr.target), scope):
            self._sent([one for one in given if any(taint.kind == SecretKind.SECRET_TOKEN.value for taint in visible(one.value))], expr, scope, "kept in the browser")
        if "cookie" in roles and not http_only(expr) and (not HIDES_COOKIES.search(space.path) or says_readable(expr)):
            self._sent(given, expr, scope, "set as a cookie that scripts can read")
        if "hash" in roles:
            for one in given:
                alone = len(given) == 1 and not one.value.texts and not any(name.endswith("update") for name in names)
                for _, taint in one.value.all_taints():
                    if taint.kind == CLIENT_SECRET and is_of_helcim(taint, machine.spaces, alone) and not (taint.steps[-1].note.startswith("put together") and any("hmac" in name.lower() for name in names)):
                        outer, at = self._put_together(taint)
                        self.add("secret-token-from-client", outer or space, at or expr.at, taint, "hashed to check the answer", _base(expr) if outer is None else None)
        if roles & {"request", "client"}:
            self.sent.requested(machine, given, scope)
        if any(speaks_of_helcim(name) for name in names[:2]):
            self.sent.constructed(machine, given, scope)

    def _logged(self, expr: ir.Call, given: Sequence[Given], scope: Scope) -> None:
        dumped = any("{@" in text.value for one in given[:2] for text in one.value.texts)  # Serilog: all properties
        for one in cut_formats(given, scope):
            if is_to_be_hidden(one.value):
                continue
            whole = [taint for ref in one.value.refs if dumped and isinstance(ref, Instance) for held in ref.shape.attributes.values() for taint in visible(held)]
            for taint in (*visible(one.value), *whole):
                if taint.literal is not None and _inside(expr, taint.literal, scope):
                    continue
                if (rule := _unmasked(taint)) is not None:
                    space, call = self._by_logger(scope.space, expr, taint)
                    self.add(rule, space, call.at, taint, f"logged by {written(call.target) or 'a call'}", _base(call))
                elif taint.kind == BODY and (speaks_of_webhooks(scope) or any(step.note == WEBHOOK for step in taint.steps)):
                    self.add("webhook-body-logged", scope.space, expr.at, taint, f"logged by {written(expr.target) or 'a call'}", _base(expr))

    def _by_logger(self, space: Space, expr: ir.Call, taint: Taint) -> tuple[Space, ir.Call]:
        """Of loggers of the program, that log what they are given by another one, the call of the first: `log.info("x", headers)`."""
        for caller, given, call in reversed(self.calls):
            if call is None or not any(inner.identity == taint.identity for one in given for inner in visible(one.value)):
                break
            space, expr = caller, call
        return space, expr

    def respond(self, given: Sequence[Given], scope: Scope, note: str = "sent to the client") -> None:
        """What stands in `given` reaches whoever asked."""
        told: set[int] = set()  # `new Response(answer.body, answer)`: once
        for one in given:
            known, told = told, told | {id(taint.steps[0].at) for _, taint in keyed(one.value) if taint.kind == INITIALIZE}
            for key, taint in keyed(sendable(one.value)):
                if taint.kind == INITIALIZE and id(taint.steps[0].at) in known:
                    continue
                space, at = self._outermost(scope.space, place(one.expr, key, taint), taint)
                if taint.kind in _TO_BROWSER and taint.form == "whole":
                    self.add("secret-token-to-client", space, at, taint, note)
                elif taint.form in _BY_FORM and taint.kind in SECRETS:
                    self.add(_BY_FORM[taint.form], space, at, taint, note)
                elif (taint.kind in SECRETS or taint.kind in (HEADERS, HEADER_ITEM, SETTING_ITEM) or taint.kind in CONTAINERS) and (taint.literal is None or taint.literal.path != space.path):
                    self.add("api-token-rendered" if any(holds_markup(other.expr) for other in given) else "api-token-in-response", space, at, taint, note)

    def _outermost(self, space: Space, at: ir.Handle, taint: Taint) -> tuple[Space, ir.Handle]:
        """Of helpers that send what they are given, the place where the secret is handed to the first of them."""
        for caller, given, _ in reversed(self.calls) if taint.kind != ENVIRONMENT else ():
            found = next(((key, one) for one in given for key, inner in keyed(one.value) if inner.identity == taint.identity), None)
            if found is None:
                break
            space, at = caller, place(found[1].expr, found[0], taint)
        return space, at

    def _put_together(self, taint: Taint) -> tuple[Space | None, ir.Handle | None]:
        """Of a helper that hashes any text, where the text is put together that it is given."""
        for caller, given, _ in self.calls[-1:]:
            for one in given:
                if one.value.texts and any(inner.identity == taint.identity for inner in one.value.taints):
                    return caller, place(one.expr, "", taint)
        return None, None

    def _sent(self, given: Sequence[Given], expr: ir.Call, scope: Scope, note: str) -> None:
        for one in given:
            for taint in visible(one.value):
                if taint.kind in _TO_BROWSER and taint.form == "whole":
                    self.add("secret-token-to-client", scope.space, expr.at, taint, note, _base(expr))
                elif taint.kind in ("api-token", "legacy-api-token") and taint.form == "whole" and taint.literal is None:
                    self.add("api-token-in-response", scope.space, expr.at, taint, note, _base(expr))

    def printed(self, space: Space, at: ir.Handle, taint: Taint, note: str) -> None:
        if is_held(taint):
            return
        if taint.kind in _TO_BROWSER and taint.form == "whole":
            self.add("secret-token-to-client", space, at, taint, note)
        elif taint.kind in SECRETS and taint.form in _BY_FORM:
            self.add(_BY_FORM[taint.form], space, at, taint, note)
        elif (taint.kind in SECRETS or taint.kind == HEADERS or taint.kind == "settings") and (taint.literal is None or taint.literal.path != space.path):
            self.add("helcimjs-secret-key-in-client" if taint.kind == SecretKind.HELCIMJS_SECRET_KEY.value else "api-token-rendered", space, at, taint, note)

    def markup(self, attributes: Sequence[tuple[ir.Entry, Value]], children: Sequence[tuple[ir.Expr, Value]], scope: Scope) -> None:
        """What a page or component shows, or passes to another."""
        if scope.space.side == "client":
            return
        self.pages.inside = self.pages.inside or scope.space.language == "elixir"
        for entry, value in attributes:
            for taint in visible(value):
                self.pages.shown.append(taint.identity)
                self.printed(scope.space, (entry.key or entry.value).at, taint, "written into the page")
        for child, value in children:
            for taint in visible(value):
                self.pages.shown.append(taint.identity)
                self.printed(*self._of_page(scope.space, child.at, taint), taint, "written into the page")

    def _of_page(self, space: Space, at: ir.Handle, taint: Taint) -> tuple[Space, ir.Handle]:
        """Of macros that print what they are given, the place in a page where the secret is handed to the first of them."""
        for caller, given, _ in reversed(self.calls):
            found = next((one for one in given for _, inner in keyed(one.value) if inner.identity == taint.identity), None)
            if found is None or group(caller.language) != "template":
                break
            space, at = caller, found.expr.at
        return space, at

    def wrapped(self, result: Value, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value:
        """What a function of the program answers that was given Helcim's path and could not be followed to the request."""
        if any(True for _ in result.all_taints()) or not result.opaque:
            return result
        called = written(expr.target).rpartition(".")[2]
        if not given and getter(called) != called and (taint := by_name(scope.space, getter(called), expr.at)) is not None:
            return result.tainted(taint)
        if any("helcim-pay/initialize" in text.value for one in given for text in one.value.texts):
            return result.tainted(Taint(INITIALIZE, (Mark(scope.space.path, expr.at, "the answer of helcim-pay/initialize holds secretToken"),)))
        return result

    def digested(self, one: ir.Bind, value: Value, scope: Scope) -> None:
        """`sha << body["secretToken"]`: added to what is hashed."""
        if isinstance(one.target, ir.Name) and _DIGEST.search(one.target.id):
            for taint in value.taints:
                if taint.kind == CLIENT_SECRET:
                    self.add("secret-token-from-client", scope.space, one.at, taint, "hashed to check the answer")

    # --- ends of functions -----------------------------------------------------------------------------

    def returned(self, machine: Machine, value: Value, expr: ir.Expr, frame: Frame, scope: Scope) -> None:
        """What a handler returns is sent; what a masking helper returns should show four characters at most."""
        closure = frame.closure
        if closure is None:
            return
        if is_mask(closure.function.name):
            for taint in value.taints:
                if taint.form == "preview" and taint.kind in SECRETS:
                    self.add("partly-masked-token", scope.space, expr.at, taint, LEFT.format(closure.function.name))
        if frame.handler in ("response", "entry") and self._shown_by(machine, value, expr, closure, scope):
            return
        if scope.space.language == "php" and not _RENDER_ARRAY.isdisjoint(value.fields):
            for key, taint in keyed(value):
                if key != "#default_value" and taint.identity not in self.pages.told:  # of a form in which the token is set
                    self.printed(scope.space, place(expr, key), taint, "handed to a page")
        elif frame.handler == "response":
            from helcim_audit.program.calls import Given

            self.respond([Given(answered(machine, value, closure, frame), expr)], scope, "returned to the client")
        elif frame.handler == "shared":
            machine.shared.update(value.fields)
            self.pages.offered([(name, inner, expr) for name, inner in value.fields.items()], scope.space, alone=True)
        elif frame.handler == "render":
            for key, taint in keyed(value):
                self.printed(scope.space, place(expr, key), taint, "handed to a page")

    def _shown_by(self, machine: Machine, value: Value, expr: ir.Expr, closure: Closure, scope: Scope) -> bool:
        """`@view_config(renderer="page.jinja2")`, `@template("page")`: the template that shows what a handler returns."""
        from helcim_audit.program.calls import Given

        for decorator in closure.function.decorators:
            if not isinstance(decorator, ir.Call):
                continue
            for arg in decorator.args:
                if isinstance(arg.value, ir.Literal) and (arg.name in _TEMPLATE_ARGUMENTS or (arg.name is None and _TEMPLATED.search(written(decorator.target)))):
                    text = Text(arg.value.value, scope.space.path, arg.value.at)
                    if machine.template(scope.space, [Given(Value(texts=(text,)), arg.value), Given(value, expr)], decorator):
                        return True
        return False

    def raised(self, expr: ir.Expr, value: Value, scope: Scope) -> None:
        for taint in visible(value):
            if (rule := _unmasked(taint)) is not None and taint.literal is None and not is_held(taint):
                self.add(rule, scope.space, expr.at, taint, "put into an exception")

    def named(self, target: ir.Name, value: Value, scope: Scope) -> None:
        """A variable is given a value: in a browser it may outlive the function."""
        if any(taint.kind == SecretKind.SECRET_TOKEN.value for taint in value.taints) and kept.outlives(target, scope):
            self._kept(target.at, value, scope)

    def _kept(self, at: ir.Handle, value: Value, scope: Scope, note: str = "kept in the browser") -> None:
        for taint in visible(value):
            if taint.kind in _TO_BROWSER and taint.form == "whole":
                self.add("secret-token-to-client", scope.space, at, taint, note)

    def stored(self, target: ir.Attribute | ir.Item, value: Value, scope: Scope, said: ir.Expr | None = None) -> None:
        """`ctx.body = x`, `document.cookie = x`, `localStorage.secret = x`."""
        text = written(target)
        if _ANSWER.search(text) and scope.space.side != "client":
            from helcim_audit.program.calls import Given

            self.respond([Given(value, said if isinstance(said, ir.Record) else target)], scope)
        if scope.space.language == "php" and text.startswith("self.") and _shown_by_livewire(scope, target):
            for taint in visible(value):
                self.printed(scope.space, target.at, taint, "kept in a public property, which the page holds")
        if (scope.space.language == "php" and _OF_VIEW.match(text)) or _OF_PAGES.search(text):
            for key, taint in keyed(value):
                self.printed(scope.space, place(target, key), taint, "handed to a page")
        if scope.space.language == "php" and is_drupal(target):
            for key, taint in keyed(value):
                self.pages.told.add(taint.identity)
                self.printed(scope.space, place(target, key), taint, "handed to the page's scripts")
        if (scope.space.language == "ruby" and _RUBY_COOKIE.match(text) and "httponly" not in value.fields) or (scope.space.language == "python" and _COOKIE.search(text)):
            self._kept(target.at, value, scope, "set as a cookie that scripts can read")
        if kept.holds(target, text, scope):
            self._kept(target.at, value, scope)


_TEMPLATE_ARGUMENTS = frozenset(("renderer", "template", "template_name", "filename"))
_TEMPLATED = regex(r"(?i)(?:^|[._])(?:template|templated|view|render_to|renders|inclusion_tag|jinja2?|use_template|render_html)$")
_OF_VIEW = regex(r"self\.view\.\w+$")  # Phalcon, Zend
_OF_PAGES = regex(r"(?i)(?:jinja_?(?:env)?|(?<!\w)env|environment|engine|templates|twig)\.globals\.\w+$")
_RENDER_ARRAY = frozenset(("#theme", "#attached", "#markup", "#plain_text", "#type", "#template"))  # Drupal's
_SERIALIZED = frozenset(("with", "serializer", "each_serializer", "only", "blueprint"))
_BY_FORM = {"preview": "token-preview-logged", "masked": "partly-masked-token"}


def _unmasked(taint: Taint) -> str | None:
    """The rule for a taint that is logged."""
    if taint.kind in (HEADERS, HEADER_ITEM):
        return "headers-logged"
    if taint.kind in CONTAINERS or taint.kind == SETTING_ITEM:
        return _BY_FORM.get(taint.form, "api-token-logged")
    if taint.kind in SECRETS:
        return _BY_FORM.get(taint.form, "api-token-logged")
    return None


def _shown_by_livewire(scope: Scope, target: ir.Attribute | ir.Item) -> bool:
    """Whether a property is a public one of a Livewire component: its value goes to the browser and back."""
    shape, text = scope.function.shape if scope.function is not None else None, scope.space.text
    if shape is None or not isinstance(target, ir.Attribute) or "Livewire" not in text or not {"Component", "Form"} & set(shape.marks()):
        return False
    return re.search(rf"public\s[^;=()$]{{0,80}}\${re.escape(target.name)}\b", text) is not None


def _blocks(machine: Machine, expr: ir.Call, given: Sequence[Given], scope: Scope) -> list[Given]:
    """`logger.debug { "..." }`: what the block says is logged."""
    from helcim_audit.program.calls import Given as Argument

    lazy = scope.space.language == "python" and "opt()" in written(expr.target)  # loguru's
    if not lazy and group(scope.space.language) != "script":  # a console shows what an object holds
        exactly = scope.space.language == "python" and any("%r" in text.value and "%s" not in text.value for one in given[:1] for text in one.value.texts)
        said = [Argument(told, one.expr) for one in given if (told := says(machine, one.value, one.expr.at, scope, exactly)) is not NOTHING]
        if said or scope.space.language == "python":
            return said
    if not lazy and scope.space.language not in ("ruby", "kotlin", "java", "swift", "elixir"):
        return []
    closures = [ref for one in given for ref in one.value.refs if isinstance(ref, Closure)]
    return [Argument(machine.invoke(ref, (), Mark(scope.space.path, expr.at, "said by a block")), expr) for ref in closures]


def _base(expr: ir.Call) -> ir.Handle | None:
    return expr.target.base.at if isinstance(expr.target, ir.Attribute) else None


def _inside(expr: ir.Expr, literal: Text, scope: Scope) -> bool:
    if literal.path != scope.space.path:
        return False
    locate = scope.space.module.locate
    return locate(expr.at).contains(locate(literal.at))

