"""What does a module look like once its problems are put right?"""

from collections.abc import Mapping
from dataclasses import dataclass

import libcst as cst

from helcim_audit.fixes.disclosures import last_four, without_secret_token
from helcim_audit.fixes.literals import Move, moved
from helcim_audit.fixes.module import Module
from helcim_audit.fixes.problem import LITERALS, LOGGED, Fixed, Problem, Refused, UnsureError
from helcim_audit.fixes.variables import Variables
from helcim_audit.program.python_guard import parse
from helcim_audit.program.resolve_python import Project


@dataclass(frozen=True, slots=True)
class Rewritten:
    """settings: Django settings modules, and the variables that each must define."""

    text: str
    fixed: tuple[Fixed, ...]
    refused: tuple[Refused, ...]
    settings: Mapping[str, tuple[str, ...]]


class _Replace(cst.CSTTransformer):
    def __init__(self, moves: Mapping[cst.CSTNode, cst.CSTNode]) -> None:
        super().__init__()
        self._moves = moves

    def on_visit(self, node: cst.CSTNode) -> bool:
        return node not in self._moves

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode) -> cst.CSTNode:  # type: ignore[override]
        return self._moves.get(original_node, updated_node)


def rewrite(path: str, text: str, problems: list[Problem], variables: Variables, project: Project) -> Rewritten:
    """Put right what can be; formatting and comments stay. Raises ValueError, free of source, for what is not parsed."""
    module = Module(path, text)
    moves: dict[cst.CSTNode, Move] = {}
    fixed: list[Fixed] = []
    refused: list[Refused] = []
    for problem in sorted(problems, key=lambda one: one.span):
        try:
            move = _move(module, problem, variables, project)
            if move.old not in moves and _collides(module, move.old, moves):
                raise UnsureError("another change stands at the same place: run again")
        except UnsureError as error:
            refused.append(Refused(problem, str(error)))
            continue
        moves.setdefault(move.old, move)
        fixed.append(Fixed(problem, move.what, move.variable))
    if not moves:
        return Rewritten(text, (), tuple(refused), {})
    try:
        tree = module.tree.visit(_Replace({old: move.new for old, move in moves.items()}))
        tree = imported(tree, {(move.reading.module, move.reading.name) for move in moves.values() if move.reading.module})
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except cst.CSTValidationError:  # `return"..."`
        raise ValueError("no space stands where the new code needs one") from None
    settings: dict[str, tuple[str, ...]] = {}
    for move in moves.values():
        if move.reading.settings:
            settings[move.reading.settings] = (*settings.get(move.reading.settings, ()), move.variable)
    parse(tree.code)  # what is written is Python still
    return Rewritten(tree.code, tuple(fixed), tuple(refused), settings)


def _move(module: Module, problem: Problem, variables: Variables, project: Project) -> Move:
    if problem.rule in LITERALS:
        return moved(module, problem, variables, project)
    return last_four(module, problem) if problem.rule in LOGGED else without_secret_token(module, problem)


def _collides(module: Module, old: cst.CSTNode, moves: Mapping[cst.CSTNode, Move]) -> bool:
    return any(around in moves for around in module.above(old)) or any(old in module.above(other) for other in moves)


def imported(tree: cst.Module, needed: set[tuple[str, str | None]]) -> cst.Module:
    """`tree` with the imports that it lacks of `needed`, (module, name of it)."""
    if not needed:
        return tree
    from libcst.codemod import CodemodContext
    from libcst.codemod.visitors import AddImportsVisitor

    context = CodemodContext()
    for module, name in sorted(needed, key=str):
        AddImportsVisitor.add_needed_import(context, module, name)
    return AddImportsVisitor(context).transform_module(tree)


def defined(path: str, text: str, variables: tuple[str, ...], project: Project) -> str:
    """A Django settings module that reads `variables` from the environment, where it does not bind them yet.

    Raises UnsureError, or ValueError for what is not parsed.
    """
    from helcim_audit.fixes.environment import reading

    module = Module(path, text)
    missing = [name for name in dict.fromkeys(variables) if not module.binds(name)]
    if not missing:
        return text
    how = reading(module, project)
    if how.settings:
        raise UnsureError("the Django settings are not read from the environment")
    end = module.tree.default_newline
    lines = "".join(f"{name} = {how.code.replace('NAME', name)}{end}" for name in missing)
    longer = text + ("" if not text or text.endswith(("\n", "\r")) else end) + lines
    return imported(parse(longer), {(how.module, how.name)} if how.module else set()).code
