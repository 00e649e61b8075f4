"""Checks of service requirements: they can be tested."""

from collections.abc import Iterator

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.objectives import LANGUAGES, measured_beside
from itsmlint.checks.stated import stated
from itsmlint.checks.wording import normalised, phrases_pattern, statement
from itsmlint.finding import Problem
from itsmlint.language.measures import measurability


class Criterion(Options, frozen=True, kw_only=True):
    """Options of have-criterion."""

    fields: tuple[str, ...] = ("description", "name")
    """Fields that may hold the requirement: the longest text does."""
    vague: str = "untestable-quality"
    """Statement: words for a quality without a degree."""


@check("have-criterion", given="records", parts=("words",))
def have_criterion(place: InRegister, options: Criterion, context: Context) -> Iterator[Problem]:
    """A requirement of quality has a criterion in its words or beside them; a function needs none (8.2.2)."""
    if context.facts.language not in LANGUAGES:
        return
    values = [place.record.values[field] for field in options.fields if field in place.record.values]
    value = max(
        (value for value in values if stated(value, context)), key=lambda each: len(each.text), default=None
    )
    if value is None or measurability(value.text, context.vocabulary).measurable:
        return
    words = _untestable_words(value.text, options.vague, context)
    if words is None or measured_beside(place.record, place.register, value, context):
        return
    yield Problem(
        location=value.location,
        excerpt=value.text,
        parts={"words": words},
        cause="untestable",
    )


def _untestable_words(text: str, name: str, context: Context) -> str | None:
    """The words for a quality without a degree, as the requirement puts them."""
    for phrase in statement(name, context.vocabulary).phrases.get("en", ()):
        found = phrases_pattern((phrase,)).search(normalised(text))
        if found is not None:
            return found[0]
    return None
