"""Check of text that somebody was to replace and did not."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.facts.model import Placeholder
from itsmlint.finding import Problem


class Filled(Options, frozen=True, kw_only=True):
    """Options of be-filled."""

    leave: tuple[str, ...] = ()
    """Patterns of ``placeholders.yaml`` that do not count."""
    milder: tuple[str, ...] = ()
    """Patterns that are only a hint: lines to be signed by hand."""
    form_kinds: tuple[str, ...] = ()
    """Kinds of document that are made to be filled in."""


@check("be-filled", given="placeholders")
def be_filled(place: Placeholder, options: Filled, context: Context) -> Iterator[Problem]:
    """Nothing is left to be filled in (ISO/IEC 20000-1, 7.5.2)."""
    if place.pattern in options.leave:
        return
    to_fill_in = context.facts.template or context.facts.kind.name in options.form_kinds
    mild = to_fill_in or place.pattern in options.milder
    yield Problem(
        location=place.location,
        excerpt=place.context,
        mark=(place.start, place.start + len(place.text)),
        cause="hint" if mild and not to_fill_in else "placeholder",
        severity="info" if mild else None,
        key=place.text,
    )
