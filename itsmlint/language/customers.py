"""Sentences that take customers for users, or users for customers (ISO/IEC 20000-1, 3.2.3 and 3.2.28).

A customer agrees what a service shall do and pays for it; a user works with it. Who asks users for
requirements, or expects faults from customers, serves neither. The patterns stand in
``rules/vocabulary/customers_users.yaml``.
"""

import re
from collections.abc import Mapping
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

    between: tuple[str, ...]
    after_customer: tuple[str, ...]
    after_user: tuple[str, ...]
    customer_traits: str
    user_traits: str
    as_one: tuple[str, ...]
    customers_are_staff: tuple[str, ...]
    not_as_one: str
    defined: str
    user_as_customer: tuple[str, ...]
    customer_as_user: tuple[str, ...]
    signs: Mapping[str, tuple[str, ...]]
    harmless: str


class _Patterns(msgspec.Struct, frozen=True):
    compounds: re.Pattern[str]
    as_one: re.Pattern[str]
    customers_are_staff: re.Pattern[str]
    not_as_one: re.Pattern[str]
    defined: re.Pattern[str]
    customer_traits: re.Pattern[str]
    user_traits: re.Pattern[str]
    user_as_customer: re.Pattern[str]
    customer_as_user: re.Pattern[str]
    harmless: re.Pattern[str]
    signs: Mapping[str, tuple[str, ...]]


MARKS = str.maketrans("cu", "çü")
"""How the first letter of "customer" and "user" is marked where they belong to another word."""
CUSTOMER, ANY_CUSTOMER = "customers?", "[cç]ustomers?"
USER, ANY_USER = r"(?:end[\s-]?)?users?", r"(?:end[\s-]?)?[uü]sers?"
_DENIED = re.compile(r"\b(?:not|never|cannot|nor|no longer)\b")
"""Users who "may not terminate the agreement" are not taken for customers."""
BETWEEN = 6
"""Words between a role and its verb, at most."""
BESIDE = 8
"""Words of another clause between a role and its verb: "customers call the desk and describe the error"."""


@lru_cache(maxsize=8)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    known = vocabulary.read("customers_users", CustomerWords)
    between = "(?:" + "|".join(map(re.escape, known.between)) + r"|\w+ly)"
    beside = r"(?:(?![cç]ustomers?\b|(?:end-?)?[uü]sers?\b)[\w,'’-]+\s+)"
    parts = {
        "{customer}": rf"\b{CUSTOMER}\b",
        "{user}": rf"\b{USER}\b",
        "{any_customer}": ANY_CUSTOMER,
        "{any_user}": ANY_USER,
        "{gap}": (
            rf"(?:{between}\s+){{0,{BETWEEN}}}?(?:{beside}{{1,{BESIDE}}}?and\s+(?:{between}\s+){{0,3}}?)?"
        ),
    }

    def one_of(*patterns: str) -> re.Pattern[str]:
        text = "|".join(f"(?:{pattern})" for pattern in patterns)
        for name, value in parts.items():
            text = text.replace(name, value)
        return re.compile(text)

    after_customer, after_user = "|".join(known.after_customer), "|".join(known.after_user)
    return _Patterns(
        compounds=one_of(
            rf"\bcustomer(?=[''’]s?\s|\s*-|\s+(?:{after_customer})\b)|\bcustomers(?=[''’]\s|\s*-)",
            rf"\buser(?=[''’]s?\s|\s*-|\s+(?:{after_user})\b)|\busers(?=[''’]\s|\s*-)",
        ),
        as_one=one_of(*known.as_one),
        customers_are_staff=one_of(*known.customers_are_staff),
        not_as_one=one_of(known.not_as_one),
        defined=one_of(known.defined),
        customer_traits=one_of(known.customer_traits),
        user_traits=one_of(known.user_traits),
        user_as_customer=one_of(*known.user_as_customer),
        customer_as_user=one_of(*known.customer_as_user),
        harmless=one_of(known.harmless),
        signs=known.signs,
    )


def find_confusion(text: str, vocabulary: Vocabulary) -> Confusion | None:
    """Where a sentence confuses customers and users; None where it does not."""
    low = text.lower()
    customer, user = "customer" in low, "user" in low
    if not (customer or user) or len(low) != len(text):
        return None
    patterns = _patterns(vocabulary)
    low = patterns.compounds.sub(lambda found: found[0][0].translate(MARKS) + found[0][1:], low)
    if customer and user and (found := patterns.as_one.search(low)):
        return None if patterns.not_as_one.search(low) else Confusion("as-one", *found.span())
    if customer and (found := patterns.customers_are_staff.search(low)):
        return None if patterns.not_as_one.search(low) else Confusion("definition", *found.span())
    if found := patterns.defined.match(low):
        return _wrong_definition(low, found, patterns)
    return None if patterns.harmless.search(low) else _swapped(low, user, customer, patterns)


def _swapped(low: str, user: bool, customer: bool, patterns: _Patterns) -> Confusion | None:
    """Where one does what the other does."""
    if user and _has(low, patterns.signs["user_as_customer"]):
        found = patterns.user_as_customer.search(low)
        if found and not _DENIED.search(found[0]):
            return Confusion("user-as-customer", *found.span())
    if customer and _has(low, patterns.signs["customer_as_user"]):
        found = patterns.customer_as_user.search(low)
        if found:
            return Confusion("customer-as-user", *found.span())
    return None


def _has(low: str, signs: tuple[str, ...]) -> bool:
    return any(sign in low for sign in signs)


def _wrong_definition(low: str, found: re.Match[str], patterns: _Patterns) -> Confusion | None:
    """A definition of one role that has the traits of the other, and none of its own."""
    meaning = low[found.end() :]
    of_customer = "ustomer" in found["role"]
    own, other = patterns.customer_traits, patterns.user_traits
    if not of_customer:
        own, other = other, own
    trait = other.search(meaning)
    if trait is None or own.search(meaning):
        return None
    if not of_customer and "ustomer" in meaning:
        return None
    return Confusion("definition", found.start("role"), found.end() + trait.end())
