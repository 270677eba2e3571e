"""Which requests does a JSON file keep as objects: Postman's, Insomnia's, HAR's, cassettes'?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_METHODS = frozenset(("GET", "POST", "PUT", "PATCH", "DELETE"))
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request. token: what stands under `api-token` in its headers, or in the authentication that it inherits."""

    method: str
    address: str
    token: str


def recorded(text: str) -> Iterator[Recorded]:
    """The requests of a document in its order; none if it is no JSON."""
    try:
        yield from _in(json.loads(text), "", 0)
    except (ValueError, RecursionError):
        return


def _in(value: Any, inherited: str, depth: int) -> Iterator[Recorded]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _in(one, inherited, depth + 1)
    elif isinstance(value, dict):
        inherited = _authentication(value.get("auth")) or inherited
        method, address = value.get("method"), _address(value)
        if isinstance(method, str) and method.upper() in _METHODS and address:
            yield Recorded(method.upper(), address, _header(value.get("headers") or value.get("header")) or inherited)
        for one in value.values():
            yield from _in(one, inherited, depth + 1)


def _address(value: Mapping[str, Any]) -> str:
    for name in ("url", "uri"):
        found = value.get(name)
        if isinstance(found, dict):
            found = found.get("raw")
        if isinstance(found, str):
            return found
    return ""


def _authentication(value: Any) -> str:
    """The value of Postman's `apikey`, where its key is the header `api-token`."""
    pairs = value.get("apikey") if isinstance(value, dict) else None
    if isinstance(pairs, list):
        pairs = {one.get("key"): one.get("value") for one in pairs if isinstance(one, dict)}
    if not isinstance(pairs, dict) or str(pairs.get("key")).lower() != "api-token":
        return ""
    return str(pairs.get("value") or "")


def _header(value: Any) -> str:
    """What `api-token` is in headers: a list of names and values, or a mapping."""
    pairs = value.items() if isinstance(value, dict) else [(one.get("key") or one.get("name"), one.get("value")) for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    for name, found in pairs:
        if str(name).lower() == "api-token":
            return str((found[0] if found else "") if isinstance(found, list) else found or "")
    return ""
