"""What is a value that is made by the hundred thousand and never changed?"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, eq_default=False)
def node(kind: type[Made]) -> type[Made]:
    """A dataclass with slots, compared by identity. That nothing writes to its fields is the type checker's to enforce:

    enforced at run time it would take three times as long to make one, and as long to import the module.
    """
    return dataclass(slots=True, eq=False, repr=False)(kind)
