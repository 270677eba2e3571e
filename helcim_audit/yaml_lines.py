"""How is a YAML file read so that a complaint can name the line?"""

from typing import Any

import yaml

from helcim_audit.errors import AuditError, quoted

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTRUCTED = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("timestamp", "int", "float", "bool", "binary"))


def load_mapping(raw: bytes, path: str) -> tuple[dict[str, Any], dict[tuple[str, ...], int]]:
    """The mapping in `raw`, and the line (from one) of each key and list item by its path.

    Raises AuditError for what is not YAML, is not a mapping, or names a key twice.
    """
    lines: dict[tuple[str, ...], int] = {}
    try:
        loader = _Loader(raw)
        try:
            node = loader.get_single_node()
            _walk(node, (), lines, path)
            _check_scalars(loader, node, path)
            data = loader.construct_document(node) if node is not None else {}
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        problem = str(error.problem).partition("'")[0].rstrip()  # what it quotes is text of the file
        raise AuditError(f"not valid YAML: {problem}", path=path, line=mark.line + 1 if mark else None) from None
    except (yaml.YAMLError, RecursionError):
        raise AuditError("not valid YAML", path=path) from None
    if not isinstance(data, dict):
        raise AuditError("the file is not a mapping", path=path, line=1)
    return data, lines


def _walk(node: Any, at: tuple[str, ...], lines: dict[tuple[str, ...], int], path: str) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = (*at, str(key.value))
            line = key.start_mark.line + 1
            if name in lines:
                raise AuditError(f"the key {quoted(key.value)} stands twice", path=path, line=line, key=".".join(name))
            lines[name] = line
            _walk(value, name, lines, path)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            name = (*at, str(number))
            lines[name] = item.start_mark.line + 1
            _walk(item, name, lines, path)


def _check_scalars(loader: Any, node: Any, path: str) -> None:
    """Complain of a date or number that does not exist, which the constructor tells without a line."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.ScalarNode) and node.tag in _CONSTRUCTED:
            try:
                loader.construct_object(node)
            except (ValueError, OverflowError, KeyError):
                raise AuditError("this date or number does not exist", path=path, line=node.start_mark.line + 1, hint="put a text in quotes") from None
