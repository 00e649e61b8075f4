"""Sentences that take customers for users, or users for customers (ISO/IEC 20000-1, 3.2.3 and 3.2.28).

A customer agrees what a service shall do and pays for it; a user works with it. Who asks users for requirements, or
expects faults from customers, serves neither. The patterns stand in ``rules/vocabulary/customers_users.yaml``.
"""

import re
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from itsmlint.vocabulary import Vocabulary

How: TypeAlias = Literal["as-one", "definition", "user-as-customer", "customer-as-user"]


class Confusion(msgspec.Struct, frozen=True):
    """Words of a sentence in which the two are confused."""

    how: How
    start: int
    end: int


class CustomerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/customers_users.yaml``."""

    customer: str
    customers: str
    user: str
    users: str
    between: tuple[str, ...]
    after_customer: tuple[str, ...]
    after_user: tuple[str, ...]
    customer_traits: str
    user_traits: str
    as_one: tuple[str, ...]
    not_as_one: str
    defined: str
    user_as_customer: tuple[str, ...]
    customer_as_user: tuple[str, ...]
    harmless: str


class _Patterns(msgspec.Struct, frozen=True):
    as_one: re.Pattern[str]
    not_as_one: re.Pattern[str]
    defined: re.Pattern[str]
    customer_traits: re.Pattern[str]
    user_traits: re.Pattern[str]
    user_as_customer: re.Pattern[str]
    customer_as_user: re.Pattern[str]
    harmless: re.Pattern[str]


ANY_CUSTOMER = "customers?"
ANY_USER = r"(?:end[\s-]?)?users?"
_EITHER = re.compile(rf"\b(?:{ANY_CUSTOMER}|{ANY_USER})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    known = vocabulary.read("customers_users", CustomerWords)
    after_customer, after_user = "|".join(known.after_customer), "|".join(known.after_user)
    between = "(?:" + "|".join(map(re.escape, known.between)) + r"|\w+ly)"
    others = r"(?:(?!customers?\b|(?:end-?)?users?\b)[\w,'’-]+\s+)"
    parts = {
        "{customer}": rf"\b(?:{known.customers}|{known.customer}(?!\s+(?:{after_customer})\b))",
        "{user}": rf"\b(?:{known.users}|{known.user}(?!\s+(?:{after_user})\b))",
        "{any_customer}": ANY_CUSTOMER,
        "{any_user}": ANY_USER,
        "{after_customer}": after_customer,
        "{after_user}": after_user,
        "{gap}": rf"(?:{between}\s+){{0,6}}?(?:{others}{{1,8}}?and\s+(?:{between}\s+){{0,3}}?)?",
    }

    def one_of(*patterns: str) -> re.Pattern[str]:
        text = "|".join(f"(?:{pattern})" for pattern in patterns)
        for name, value in parts.items():
            text = text.replace(name, value)
        return re.compile(text, re.IGNORECASE)

    return _Patterns(
        as_one=one_of(*known.as_one),
        not_as_one=one_of(known.not_as_one),
        defined=one_of(known.defined),
        customer_traits=one_of(known.customer_traits),
        user_traits=one_of(known.user_traits),
        user_as_customer=one_of(*known.user_as_customer),
        customer_as_user=one_of(*known.customer_as_user),
        harmless=one_of(known.harmless),
    )


def find_confusion(text: str, vocabulary: Vocabulary) -> Confusion | None:
    """Where a sentence confuses customers and users; None where it does not."""
    if not _EITHER.search(text):
        return None
    patterns = _patterns(vocabulary)
    if found := patterns.as_one.search(text):
        return None if patterns.not_as_one.search(text) else Confusion("as-one", *found.span())
    if found := patterns.defined.match(text):
        return _wrong_definition(text, found, patterns)
    if patterns.harmless.search(text):
        return None
    if found := patterns.user_as_customer.search(text):
        return Confusion("user-as-customer", *found.span())
    if found := patterns.customer_as_user.search(text):
        return Confusion("customer-as-user", *found.span())
    return None


def _wrong_definition(text: str, found: re.Match[str], patterns: _Patterns) -> Confusion | None:
    """A definition of one role that has the traits of the other, and none of its own."""
    meaning = text[found.end() :]
    of_customer = found["role"].lower().startswith("customer")
    own, other = patterns.customer_traits, patterns.user_traits
    if not of_customer:
        own, other = other, own
    trait = other.search(meaning)
    if trait is None or own.search(meaning):
        return None
    if not of_customer and "customer" in meaning.lower():
        return None
    return Confusion("definition", found.start("role"), found.end() + trait.end())
