"""Checks of how the terms of service management are used."""

from collections.abc import Iterator, Mapping

from itsmlint.checks import Context, Options, check
from itsmlint.documents.location import Location
from itsmlint.facts.language import UNKNOWN, Languages
from itsmlint.facts.model import Facts, Statement
from itsmlint.finding import Problem
from itsmlint.language.customers import How, find_confusion

_SAYS: Mapping[How, str] = {
    "as-one": "takes customer and user for one role",
    "definition": "defines one by what the other is",
    "user-as-customer": "lets users do what customers do: agree, pay, answer for requirements",
    "customer-as-user": "lets customers do what users do: work with the service day by day",
}


@check("tell-customers-from-users", given="statements", parts=("words", "says"))
def tell_customers_from_users(statement: Statement, options: Options, context: Context) -> Iterator[Problem]:
    """A customer agrees and pays for a service, a user works with it; the sentence keeps them apart."""
    confusion = find_confusion(statement.text, context.vocabulary)
    if confusion is None:
        return
    yield Problem(
        location=statement.location,
        excerpt=statement.text,
        mark=(confusion.start, confusion.end),
        parts={
            "words": " ".join(statement.text[confusion.start : confusion.end].split()),
            "says": _SAYS[confusion.how],
        },
        cause="confused",
    )


class Understood(Options, frozen=True, kw_only=True):
    """Options of be-understood."""

    languages: tuple[str, ...] = ("en",)
    """ISO 639-1 of the languages whose wording is checked."""
    min_words: int = 50
    """Shorter documents say too little to be sure of their language."""


@check("be-understood", given="document", parts=("language",))
def be_understood(facts: Facts, options: Understood, context: Context) -> Iterator[Problem]:
    """The document is in a language whose wording is checked; others get rules on structure alone."""
    if facts.language in (*options.languages, UNKNOWN) or facts.words < options.min_words:
        return
    names = context.vocabulary.read("languages", Languages).names
    yield Problem(
        location=Location(), parts={"language": names.get(facts.language, facts.language)}, key="language"
    )
