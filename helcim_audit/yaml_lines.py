"""How is a YAML file read so that a complaint can name the line?"""

from typing import Any

import yaml

from helcim_audit.errors import AuditError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
            data = loader.construct_document(node) if node is not None else {}
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise AuditError(f"not valid YAML: {error.problem}", path=path, line=mark.line + 1 if mark else None) from None
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
                raise AuditError(f"the key {key.value!r} stands twice", path=path, line=line, key=".".join(name))
            lines[name] = line
            _walk(value, name, lines, path)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            name = (*at, str(number))
            lines[name] = item.start_mark.line + 1
            _walk(item, name, lines, path)
