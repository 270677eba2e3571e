"""The intermediate representation as text, for tests: handles left out, one line a statement."""

import dataclasses
from typing import Any

from helcim_audit.program import ir


def show(value: Any) -> str:
    match value:
        case ir.Name(id=name):
            return name
        case ir.Literal(value=text):
            return repr(text)
        case ir.Constant(text=text):
            return text
        case ir.Attribute(base=base, name=name):
            return f"{show(base)}.{name}"
        case ir.Item(base=base, key=key):
            return f"{show(base)}[{show(key)}]"
        case ir.Call(target=target, args=args, new=new):
            return f"{'new ' if new else ''}{show(target)}({', '.join(map(show, args))})"
        case ir.Arg(value=inner, spread=spread):
            return ("..." if spread else "") + show(inner)
        case ir.Record(entries=entries):
            return "{" + ", ".join(map(show, entries)) + "}"
        case ir.Entry(key=None, value=inner):
            return "..." + show(inner)
        case ir.Entry(key=key, value=inner):
            return f"{show(key)}: {show(inner)}"
        case ir.Sequence(items=items):
            return "[" + ", ".join(map(show, items)) + "]"
        case ir.Bind(target=target, value=inner, extends=extends):
            return f"{show(target)} {'+=' if extends else '='} {show(inner)}"
        case ir.Evaluate(value=inner):
            return show(inner)
        case ir.Return(value=inner):
            return f"return {show(inner) if inner is not None else ''}".strip()
        case ir.Define(function=function):
            return show(function)
        case ir.Function(name=name, params=params, body=body):
            return f"fn {name}({', '.join(map(show, params))}) " + "{" + "; ".join(map(show, body)) + "}"
        case ir.Param(name=name, default=default, kind=kind, pattern=pattern):
            text = kind + (show(pattern) if pattern is not None else name)
            return text + (f" = {show(default)}" if default is not None else "")
        case ir.Pattern(fields=fields, rest=rest):
            return "<" + ", ".join([*map(show, fields), *([f"...{show(rest)}"] if rest is not None else [])]) + ">"
        case ir.PatternField(key=key, target=target, default=default):
            return f"{key}:{show(target)}" + (f"={show(default)}" if default is not None else "")
        case tuple():
            return "[" + ", ".join(map(show, value)) + "]"
        case _ if dataclasses.is_dataclass(value):
            shown = [one.name for one in dataclasses.fields(value) if one.name != "at" and one.name != "op" and not (isinstance(value, ir.Caught) and one.name == "body") and (one.name not in ("keywords", "kinds") or getattr(value, one.name))]
            inner = ", ".join(show(getattr(value, name)) for name in shown)
            return f"{type(value).__name__}({inner})"
        case _:
            return str(value)
