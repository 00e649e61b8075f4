"""Checks of service catalogues: complete entries, services and not components, what customers get."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.document_control import listed
from itsmlint.checks.stated import columns_in_words, is_class, is_what_the_document_is, present, stated
from itsmlint.checks.wording import text_says
from itsmlint.facts.model import Record, Register, Value
from itsmlint.facts.tokens import label_tokens
from itsmlint.finding import Problem
from itsmlint.language.word_lists import WordList, words_of
from itsmlint.vocabulary import Vocabulary


class Components(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/components.yaml``."""

    components: tuple[str, ...]
    services: tuple[str, ...]
    technical_views: tuple[str, ...]


class _Lists(msgspec.Struct, frozen=True):
    components: WordList
    services: WordList
    technical_views: WordList


@lru_cache(maxsize=8)
def _lists(vocabulary: Vocabulary) -> _Lists:
    known = vocabulary.read("components", Components)
    return _Lists(
        *(WordList(entries) for entries in (known.components, known.services, known.technical_views))
    )


def is_technical_view(register: Register, record: Record | None, context: Context) -> bool:
    """Whether the catalogue, or this entry, is for those who run the services and not for customers."""
    technical = _lists(context.vocabulary).technical_views
    texts = [register.name]
    if record is not None:
        texts += [record.values[field].text for field in ("category", "type") if field in record.values]
        customer = record.values.get("customer")
        if customer is not None and is_class(customer.text, "not-applicable", context):
            return True
    return any(technical.find(words_of(text[:200])) is not None for text in texts)


class Complete(Options, frozen=True, kw_only=True):
    """Options of have-complete-entries."""

    parts: Mapping[str, tuple[str, ...]]
    """What each entry must say, as the message calls it, to fields or words in names of columns."""
    each: tuple[str, ...]
    """Those that may not be blank in any row where there is a column."""
    not_in_technical: tuple[str, ...] = ()
    """Those that technical catalogues and entries need not say."""


@check("have-complete-entries", given="registers", parts=("what", "lacking"))
def have_complete_entries(place: Register, options: Complete, context: Context) -> Iterator[Problem]:
    """The catalogue says of each service what customers need to know (ISO/IEC 20000-1, 8.2.4)."""
    if not place.records or not is_what_the_document_is(place, context):
        return
    technical = is_technical_view(place, None, context)
    wanted = {
        part: fields
        for part, fields in options.parts.items()
        if not (technical and part in options.not_in_technical)
    }
    missing = [part for part, fields in wanted.items() if not _has_column(place, fields)]
    if missing:
        yield Problem(
            location=place.location,
            parts={
                "what": f"The catalogue has no column for {listed(missing, 'or')}",
                "lacking": listed(missing, "or"),
            },
            key="columns",
            searched=columns_in_words(place),
        )
    for record in place.records:
        blank = list(_blanks(record, place, wanted, options, context))
        if blank:
            names = [part for part, _ in blank]
            lacking = listed(names, "or")
            yield Problem(
                location=blank[0][1].location,
                excerpt=blank[0][1].text,
                parts={
                    "what": f'Service {record.id}, "{record.title}", has no {lacking}',
                    "lacking": lacking,
                },
                cause=" ".join(names),
                key=record.id,
                label=record.id,
            )


def _has_column(register: Register, fields: tuple[str, ...]) -> bool:
    if any(register.column(field) for field in fields):
        return True
    words = {token for field in fields for token in label_tokens(field.replace("_", " "))}
    return any(words & set(label_tokens(column.header)) for column in register.columns)


def _blanks(
    record: Record,
    register: Register,
    wanted: Mapping[str, tuple[str, ...]],
    options: Complete,
    context: Context,
) -> Iterator[tuple[str, Value]]:
    """What an entry leaves blank, and where."""
    status = record.values.get("status")
    if status is not None and (
        is_class(status.text, "closed", context) or is_class(status.text, "cancelled", context)
    ):
        return
    technical = is_technical_view(register, record, context)
    for part, fields in wanted.items():
        if part not in options.each or (technical and part in options.not_in_technical):
            continue
        columns = present(register, fields)
        values = [record.values[field] for field in columns if field in record.values]
        if values and not any(stated(value, context) for value in values):
            yield part, values[0]


class Named(Options, frozen=True, kw_only=True):
    """Options of be-a-service."""

    outcome: str = "outcome-for-user"
    """Statement: the text says what customers or users get."""
    texts: tuple[str, ...] = ("description", "outcome", "customer")
    """Fields that may say what customers get."""


@check("be-a-service", given="records", parts=("name",))
def be_a_service(place: InRegister, options: Named, context: Context) -> Iterator[Problem]:
    """The service is called after what it does for customers, not after a component it is made of (8.2.4)."""
    name = place.record.values.get("name") or place.record.values.get("service")
    if name is None or not stated(name, context) or not is_what_the_document_is(place.register, context):
        return
    lists, words = _lists(context.vocabulary), words_of(name.text[:120])
    if lists.components.find(words) is None or lists.services.find(words) is not None:
        return
    if is_technical_view(place.register, place.record, context) or _tells_outcome(
        place.record, options.texts, options.outcome, context
    ):
        return
    yield Problem(location=name.location, excerpt=name.text, parts={"name": name.text}, cause="component")


class Outcome(Options, frozen=True, kw_only=True):
    """Options of tell-outcome."""

    outcome: str = "outcome-for-user"
    """Statement: the text says what customers or users get."""
    field: str = "outcome"
    """Field of its own for what customers get."""
    texts: tuple[str, ...] = ("description", "name")
    """Fields that may say it, too."""
    min_words: int = 3
    """Shorter descriptions are names."""


@check("tell-outcome", given="records", parts=("name",))
def tell_outcome(place: InRegister, options: Outcome, context: Context) -> Iterator[Problem]:
    """The entry says what customers or users get from the service (ISO/IEC 20000-1, 8.2.1 and 8.2.4)."""
    record = place.record
    if not is_what_the_document_is(place.register, context) or is_technical_view(
        place.register, record, context
    ):
        return
    outcome = record.values.get(options.field)
    description = record.values.get("description")
    if outcome is not None and stated(outcome, context):
        return
    if outcome is None and (description is None or not stated(description, context)):
        return  # without any description another rule speaks
    if _tells_outcome(record, options.texts, options.outcome, context):
        return
    at = outcome or description
    if at is None or (outcome is None and len(at.text.split()) < options.min_words):
        return
    yield Problem(location=at.location, excerpt=at.text, parts={"name": record.title}, cause="no outcome")


def _tells_outcome(record: Record, fields: tuple[str, ...], name: str, context: Context) -> bool:
    language = context.facts.language if context.facts.language != "und" else "en"
    if language != "en":
        return True
    texts = [record.values[field].text for field in fields if field in record.values]
    return any(text_says(text, "en", name, context.vocabulary) for text in texts if text.strip())
