"""How does an Elixir document become the intermediate representation?"""

from helcim_audit.program import elixir_forms as forms
from helcim_audit.program import elixir_values as values
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.grammar import Grammar
from helcim_audit.program.grammar import lower as lower_with


def lower(path: str, text: str) -> ir.Module:
    return lower_with(ELIXIR, path, text)


ELIXIR = Grammar(
    language="elixir",
    grammar="elixir",
    blocks=frozenset(("source", "do_block", "body", "block")),
    silent=frozenset(("sigil_modifiers", "operator_identifier")),
    expressions={
        "identifier": values.name,
        "alias": lambda _, node: form.dotted(node, node.text()),
        **dict.fromkeys(("integer", "float", "char", "boolean", "nil"), form.constant),
        "atom": lambda _, node: ir.Literal(node, node.text().removeprefix(":")),
        "quoted_atom": values.string,
        **dict.fromkeys(("string", "charlist"), values.string),
        "sigil": values.sigil,
        "interpolation": form.inner,
        "dot": values.dot,
        "call": forms.call,
        "access_call": form.item("target", "key"),
        "binary_operator": values.binary,
        "unary_operator": values.unary,
        "map": values.map_,
        "list": values.list_,
        "keywords": values.keywords,
        "tuple": values.tuple_,
        "bitstring": values.bitstring,
        "anonymous_function": forms.anonymous,
    },
    statements={
        "call": forms.statement,
        "binary_operator": values.bind,
        "unary_operator": forms.attribute,
    },
    finish=None,
)
