"""Check of audit evidence: what was looked at, not only that a document is there."""

import re
from collections.abc import Iterator

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.stated import stated
from itsmlint.checks.wording import normalised, says, statement_pattern
from itsmlint.finding import Problem

_SAMPLE = re.compile(r"\d")


class MoreThanExistence(Options, frozen=True, kw_only=True):
    """Options of show-more-than-existence."""

    fields: tuple[str, ...] = ("evidence",)
    """Columns that hold evidence."""
    statement: str = "existence-only-evidence"
    """How text says only that something exists."""
    of_documents: str = "document-review-audit"
    """How the report says that only documents were audited."""


@check("show-more-than-existence", given="records", parts=("words",))
def show_more_than_existence(
    place: InRegister, options: MoreThanExistence, context: Context
) -> Iterator[Problem]:
    """The evidence names a sample, a record, a date or a person asked (ISO/IEC 20000-1, 9.2)."""
    language = context.facts.language if context.facts.language != "und" else "en"
    pattern = statement_pattern(options.statement, language, context.vocabulary)
    if pattern is None or says(context.document, language, options.of_documents, context.vocabulary):
        return
    for field in options.fields:
        value = place.record.values.get(field)
        if value is None or not stated(value, context) or _SAMPLE.search(value.text):
            continue
        lines = [line for line in normalised(value.text).split("\n") if line]
        if lines and all(pattern.fullmatch(line) for line in lines):
            yield Problem(
                location=value.location, excerpt=value.text, parts={"words": value.text}, cause="existence"
            )
