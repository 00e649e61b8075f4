"""Check of asset registers: what each asset is for."""

from collections.abc import Iterator
from difflib import get_close_matches

from itsmlint.checks import Context, Options, check
from itsmlint.checks.stated import any_stated, columns_in_words, is_what_the_document_is, present, stated
from itsmlint.checks.wording import text_says
from itsmlint.facts.model import Record, Register
from itsmlint.facts.tokens import tokens
from itsmlint.finding import Problem

TEXTS = ("name", "description", "comments")
"""Columns whose texts may say what an asset is for."""


class TiedToServices(Options, frozen=True, kw_only=True):
    """Options of be-tied-to-services."""

    links: tuple[str, ...] = ("service", "dependency", "customer", "objective")
    """Columns that say what an asset is for or what it works with."""
    headers: tuple[str, ...]
    """Words in the name of any other column that say the same."""
    handed_out: tuple[str, ...]
    """Words in the name of a column that make the register one of things handed out to people."""
    purpose: str = "asset-purpose"
    """How a description says what an asset is for."""
    share: float = 0.25
    """From this share of the rows on it is enough that descriptions say so."""
    owners: tuple[str, ...] = ("owner", "custodian", "user")
    """Columns that name somebody for the asset."""
    stock: str = "end-user-equipment"
    """How a row is called that nobody ties to a service: laptops, screens, spare parts."""
    texts: tuple[str, ...] = ("type", "category", "name", "description")
    """Columns that may say so."""
    at_least: int = 5
    """Registers with fewer assets are left alone."""


@check("be-tied-to-services", given="registers", parts=("what",))
def be_tied_to_services(place: Register, options: TiedToServices, context: Context) -> Iterator[Problem]:
    """Assets say which service they belong to, and whose they are (ISO/IEC 20000-1, 8.2.5 and 8.2.6)."""
    if not context.facts.certain or not is_what_the_document_is(place, context):
        return
    assets = [record for record in place.records if not _is_stock(record, options, context)]
    if len(assets) < options.at_least:
        return
    without_owner = not present(place, options.owners)
    links = present(place, options.links)
    others = [column.header for column in place.columns if not column.field]
    if not links and any(_has_word(header, options.headers) for header in others):
        return
    if any(set(tokens(column.header)) & set(options.handed_out) for column in place.columns):
        return
    told = sum(_says(record, options.purpose, TEXTS, context) for record in assets)
    if not links and (told >= options.share * len(assets) or _is_described(place, assets, context)):
        return
    untied = [record for record in assets if not any_stated(record, links, context)] if links else assets
    if not untied:
        return
    first = untied[0].values.get(links[0]) if links else None
    yield Problem(
        location=first.location if first else place.location,
        parts={"what": _words(len(untied), len(assets), without_owner)},
        key="link",
        searched=columns_in_words(place),
    )


def _words(untied: int, assets: int, without_owner: bool) -> str:
    count = f"None of the {assets} assets is" if untied == assets else f"{untied} of {assets} assets are not"
    owner = ", and no column names an owner" if without_owner else ""
    return f"{count} tied to a service or to what it works with{owner}"


def _is_stock(record: Record, options: TiedToServices, context: Context) -> bool:
    return _says(record, options.stock, options.texts, context)


def _says(record: Record, statement: str, fields: tuple[str, ...], context: Context) -> bool:
    language = context.facts.language if context.facts.language != "und" else "en"
    texts = (record.values[field].text for field in fields if field in record.values)
    return any(text_says(text, language, statement, context.vocabulary) for text in texts)


def _is_described(register: Register, assets: list[Record], context: Context) -> bool:
    """Whether most assets have a text beside their name: it may say what no word list knows."""
    for field in ("description", "comments"):
        column = register.column(field)
        if column is None or column.field != field:
            continue
        told = sum(stated(record.values.get(field), context) for record in assets)
        if told * 4 >= len(assets) * 3:
            return True
    return False


def _has_word(header: str, words: tuple[str, ...]) -> bool:
    """Whether the name of a column has one of the words, however it is spelled."""
    return any(get_close_matches(word, words, 1, 0.85) for word in tokens(header))
