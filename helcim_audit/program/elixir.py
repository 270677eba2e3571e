"""How does an Elixir document become the intermediate representation?"""

from helcim_audit.program import elixir_forms as forms
from helcim_audit.program import elixir_pages, ir
from helcim_audit.program import elixir_values as values
from helcim_audit.program import grammar_forms as form
from helcim_audit.program.grammar import Grammar, lower_page
from helcim_audit.program.pages import Page


def lower(path: str, text: str) -> ir.Module:
    return lower_page(ELIXIR, path, "elixir", elixir_pages.module(text) if elixir_pages.has_pages(text) else Page(text))


def lower_template(path: str, language: str, text: str) -> ir.Module:
    """Lower a page of Phoenix."""
    return lower_page(ELIXIR, path, language, elixir_pages.page(text))


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
