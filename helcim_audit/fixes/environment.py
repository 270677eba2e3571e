"""How does this module read its environment: plainly, with Django, decouple, environ or pydantic-settings?"""

import posixpath
from dataclasses import dataclass

import libcst as cst

from helcim_audit.fixes.module import Module, literal, names
from helcim_audit.fixes.problem import UnsureError
from helcim_audit.lazy import regex
from helcim_audit.program.python_expressions import dotted
from helcim_audit.program.resolve_python import Project, resolve

_SETTINGS_MODULE = regex(r"""DJANGO_SETTINGS_MODULE["']\s{0,3}(?:,|\]\s{0,3}=)\s{0,3}["']([\w.]{1,120})["']""")
_DJANGO_NAMES = frozenset(("INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "DATABASES"))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a variable is read. code: of an expression, with NAME for the variable; module, name: what must be imported."""

    code: str
    module: str = ""
    name: str | None = None
    settings: str = ""  # the Django settings module that must define the variable


OS = Reading('os.environ["NAME"]', "os")


def reading(module: Module, project: Project) -> Reading:
    """The way that fits `module`. Raises UnsureError where `os` means something else in it."""
    own = _own(module)
    if own is not None:
        return own
    if module.imported("django") and not is_settings(module) and (found := settings_module(module.path, project)) and not _other_settings(module):
        return Reading("settings.NAME", "django.conf", "settings", found)
    if module.binds("os"):
        raise UnsureError("the name `os` means something else in this module")
    return OS


def is_settings(module: Module) -> bool:
    """Whether this is a settings module of Django's."""
    name, folder = posixpath.basename(module.path), posixpath.basename(posixpath.dirname(module.path))
    if not (name.startswith("settings") or folder == "settings"):
        return False
    bound = {name for node in module.nodes if isinstance(node, cst.AssignTarget) for name in names(node.target)}
    star = any(isinstance(node, cst.ImportFrom) and isinstance(node.names, cst.ImportStar) for node in module.nodes)
    return bool(bound & _DJANGO_NAMES) or star or module.imported("django") or module.imported("environ")


def settings_module(importer: str, project: Project) -> str | None:
    """The one settings file that manage.py, wsgi.py or asgi.py above `importer` names."""
    paths = set(project.paths())
    directory = importer
    while directory:
        directory = posixpath.dirname(directory)
        path = posixpath.join(directory, "manage.py")
        if path in paths and (found := _SETTINGS_MODULE.search(project.read(path) or "")):
            return resolve(path, found[1], project)
    return None


def _own(module: Module) -> Reading | None:
    """What the module reads its other settings with."""
    for node in module.nodes:
        match node:
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=cst.Call(func=func)):
                if dotted(func) in ("environ.Env", "Env", "FileAwareEnv", "environs.Env") and (module.imported("environ") or module.imported("environs")):
                    return Reading(f'{name}("NAME")')
            case cst.ImportFrom(module=cst.Name(value="decouple"), names=list() | tuple() as aliases):
                for alias in aliases:
                    if dotted(alias.name) == "config" and alias.asname is None:
                        return Reading('config("NAME")')
            case _:
                pass
    return None


def _other_settings(module: Module) -> bool:
    """Whether `settings` is bound to something that is not Django's."""
    if not module.binds("settings"):
        return False
    return not any(
        isinstance(node, cst.ImportFrom)
        and node.module is not None
        and dotted(node.module) == "django.conf"
        and not isinstance(node.names, cst.ImportStar)
        and any(dotted(alias.name) == "settings" and alias.asname is None for alias in node.names)
        for node in module.nodes
    )


def pydantic_field(module: Module, node: cst.CSTNode) -> tuple[cst.AnnAssign, str] | None:
    """The field of a settings class whose default `node` is, and the variable that fills it.

    Raises UnsureError where the name of the variable depends on what is not written here.
    """
    around = list(module.above(node))
    field = next((one for one in around if isinstance(one, cst.AnnAssign)), None)
    owner = next((one for one in around if isinstance(one, cst.ClassDef | cst.FunctionDef | cst.Lambda)), None)
    if field is None or not isinstance(field.target, cst.Name) or not isinstance(owner, cst.ClassDef):
        return None
    bases = {dotted(base.value).rpartition(".")[2] for base in owner.bases}
    if not any(name.endswith("Settings") for name in bases) or not (module.imported("pydantic_settings") or module.imported("pydantic")):
        return None
    if alias := _alias(field.value):
        return field, alias
    if "BaseSettings" not in bases:
        raise UnsureError("its settings class inherits from another, which may set a prefix")
    variable = _prefix(owner) + field.target.value
    return field, variable if _is_case_sensitive(owner) else variable.upper()


def _alias(value: cst.CSTNode | None) -> str:
    if isinstance(value, cst.Call) and dotted(value.func).rpartition(".")[2] == "Field":
        for arg in value.args:
            if arg.keyword is not None and arg.keyword.value in ("env", "validation_alias", "alias"):
                text = literal(arg.value)
                if text is None:
                    raise UnsureError("the field's alias is computed")
                return text
    return ""


def _prefix(owner: cst.ClassDef) -> str:
    texts = {literal(one) for one in _options(owner, "env_prefix")}
    if None in texts or len(texts) > 1:
        raise UnsureError("the prefix of the settings class is computed")
    return next(iter(texts), "") or ""


def _is_case_sensitive(owner: cst.ClassDef) -> bool:
    return any(not (isinstance(one, cst.Name) and one.value == "False") for one in _options(owner, "case_sensitive"))


def _options(owner: cst.ClassDef, option: str) -> list[cst.BaseExpression]:
    """What is given for an option, in the class itself, in `model_config` or in `Config`."""
    found: list[cst.BaseExpression] = []
    waiting: list[cst.CSTNode] = [owner.body, *owner.keywords]
    while waiting:
        node = waiting.pop()
        match node:
            case cst.FunctionDef():
                continue
            case cst.Arg(keyword=cst.Name(value=name), value=value) if name == option:
                found.append(value)
            case cst.DictElement(key=key, value=value) if literal(key) == option:
                found.append(value)
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value) if name == option:
                found.append(value)
            case _:
                pass
        waiting.extend(node.children)
    return found
