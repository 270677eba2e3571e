"""What may a token do, and what does it have to be able to do?

Levels are those of an API access configuration; what an operation needs is data (`operations:` of rules.yaml).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

AREAS = ("general", "settings", "transactions")
LEVELS: Mapping[str, tuple[str, ...]] = {
    "general": ("none", "read", "write"),
    "settings": ("none", "read", "write"),
    "transactions": ("none", "auth", "positive", "admin"),
}
SHOWN = {"none": "No access", "read": "Read", "write": "Read & Write", "auth": "Auth", "positive": "Positive Transaction", "admin": "Admin"}
BASES = {"P": "vendor's table", "A": "OpenAPI 2.2.0", "I": "estimate"}

# What the vendor recommends for each product (its page "Connecting to the Helcim API").
PRODUCTS: Mapping[str, tuple[str, str, str]] = {
    "helcim-api": ("write", "write", "admin"),
    "helcimpay.js": ("none", "none", "positive"),
    "payment-hardware": ("read", "read", "admin"),
}


@dataclass(frozen=True, slots=True)
class Level:
    """Access in the three areas; each a word of `LEVELS`."""

    general: str = "none"
    settings: str = "none"
    transactions: str = "none"

    def joined(self, other: "Level") -> "Level":
        """The least that covers both."""
        return Level(*(max(getattr(self, area), getattr(other, area), key=LEVELS[area].index) for area in AREAS))

    def __str__(self) -> str:
        return ", ".join(f"{area.capitalize()} {SHOWN[getattr(self, area)]}" for area in AREAS)

    def exceeds(self, other: "Level") -> list[str]:
        """The areas in which this is more than `other`."""
        return [area for area in AREAS if LEVELS[area].index(getattr(self, area)) > LEVELS[area].index(getattr(other, area))]


@dataclass(frozen=True, slots=True)
class Need:
    """One operation of the API. basis: a key of `BASES`."""

    name: str
    level: Level
    basis: str
    product: str


@dataclass(frozen=True, slots=True)
class Use:
    """A call of the API. need: None where the API has no such path."""

    path: str
    line: int
    method: str
    address: str
    token: str
    need: Need | None


@dataclass(frozen=True, slots=True)
class Declared:
    """An API access configuration as the user's configuration declares it. env: the variables that hold its token."""

    name: str
    level: Level
    env: tuple[str, ...] = ()
    product: str = ""


@dataclass(slots=True)
class Account:
    """One token: what it is used for, the least that covers it, and what it is declared to have."""

    token: str
    uses: list[Use] = field(default_factory=list)
    declared: Declared | None = None

    @property
    def least(self) -> Level:
        level = Level()
        for use in self.uses:
            if use.need is not None:
                level = level.joined(use.need.level)
        return level

    @property
    def products(self) -> list[str]:
        """Of what it is used for; the connection test is part of all."""
        return sorted({use.need.product for use in self.uses if use.need is not None and use.need.name != "connection test"})

    @property
    def split(self) -> dict[str, Level]:
        """The least for each product that the token serves, where it serves HelcimPay.js beside others; else empty."""
        if "helcimpay.js" not in self.products or len(self.products) < 2:
            return {}
        return {product: Account("", [use for use in self.uses if use.need is not None and use.need.product == product]).least for product in self.products}

    @property
    def certain(self) -> bool:
        """Whether every use is an operation that is known: else the least may be more than is told."""
        return all(use.need is not None for use in self.uses)

    @property
    def steps(self) -> list[str]:
        """What to do in Helcim's pages; nothing where nothing is to be changed."""
        if not any(rule in ("access-exceeds-use", "token-shared-across-products") for rule, _ in self.complaints):
            return []
        where = "All Tools > Integrations > API Access Configurations"
        if split := self.split:
            kept, *new = sorted(split, key=lambda product: product == "helcimpay.js")
            return [
                *(f"{where}: make a new one for {product} with {split[product]}, and give its token a variable of its own" for product in new),
                f"{where} > {self.declared.name if self.declared else 'the configuration of this token'} > Access Restrictions: keep it for {kept} with {split[kept]}",
            ]
        return [f"{where} > {self.declared.name if self.declared else 'the configuration'} > Access Restrictions: set {self.least}"]

    @property
    def complaints(self) -> list[tuple[str, str]]:
        """(rule id, sentence)."""
        found: list[tuple[str, str]] = []
        if self.declared is None:
            found.append(("access-undeclared", "No API access configuration is declared for this token."))
        elif more := self.declared.level.exceeds(self.least):
            told = ", ".join(f"{area} {SHOWN[getattr(self.declared.level, area)]} where {SHOWN[getattr(self.least, area)]} is enough" for area in more)
            found.append(("access-exceeds-use", f"The configuration {self.declared.name} can do more than the code needs: {told}."))
        if len(split := self.split) > 1:
            parts = "; ".join(f"one for {product} ({level})" for product, level in split.items())
            found.append(("token-shared-across-products", f"One token serves {' and '.join(split)}: whoever takes the one from a checkout can do all of it. Make a configuration for each: {parts}."))
        return found


def needs(rows: Iterable[Mapping[str, str]]) -> list[tuple[frozenset[str], "re.Pattern[str]", Need]]:
    """The operations of rules.yaml as (methods, pattern of the path, need)."""
    table = []
    for row in rows:
        path = re.escape(row["path"]).replace(r"\{\}", r"[^/]+").replace(r"\.\.\.", r"(?:/.*)?")
        level = Level(row.get("general", "none"), row.get("settings", "none"), row.get("transactions", "none"))
        product = "helcimpay.js" if row["path"].startswith("/helcim-pay") else "payment-hardware" if row["path"].startswith("/devices") else "helcim-api"
        table.append((frozenset(row["method"].split()), re.compile(path), Need(row["name"], level, row["basis"], product)))
    return table


def need_of(table: Iterable[tuple[frozenset[str], "re.Pattern[str]", Need]], method: str, address: str) -> Need | None:
    """What a call needs; None where the API has no such operation."""
    return next((need for methods, pattern, need in table if method in methods and pattern.fullmatch(address.rstrip("/") or "/")), None)


def accounts(uses: Iterable[Use], declared: Iterable[Declared]) -> list[Account]:
    """The uses by token, each with its declaration; declarations without use come last."""
    by_token: dict[str, Account] = {}
    for use in uses:
        by_token.setdefault(use.token, Account(use.token)).uses.append(use)
    left = list(declared)
    for account in by_token.values():
        account.declared = next((one for one in left if account.token in one.env), left[0] if len(left) == 1 and not left[0].env else None)
    return sorted(by_token.values(), key=lambda account: (account.token == "", account.token))


# What each level lets a stranger do, in the areas' order of harm.
_DOES: Mapping[str, Mapping[str, str]] = {
    "transactions": {"auth": "verify cards and hold amounts", "positive": "take payments", "admin": "take, refund and reverse payments"},
    "general": {"read": "read customers and invoices", "write": "read and change customers and invoices"},
    "settings": {"read": "read the account's settings", "write": "change the account's settings"},
}


def worst_case(written: str, declared: Iterable[Declared]) -> str:
    """What whoever has a token can do, at worst, and what that assumes. written: the (masked) line where it stands.

    Declared levels count where the line has the name of a variable that holds the token of one configuration.
    Else nothing tells which configuration it is of, and the widest that Helcim recommends is assumed.
    """
    named = [one for one in declared if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", written) for name in one.env)]
    level = named[0].level if len(named) == 1 else Level(*PRODUCTS["helcim-api"])
    basis = f"as declared for {named[0].name}" if len(named) == 1 else "assumed: the access that Helcim recommends for its API"
    can = [told[getattr(level, area)] for area, told in _DOES.items() if getattr(level, area) in told]
    return f"At worst its holder can {', '.join(can)} ({basis})." if can else f"Its holder can only test the connection ({basis})."
