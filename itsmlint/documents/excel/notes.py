"""Notes and threaded comments on cells."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from itsmlint.documents.excel.elements import children, named
from itsmlint.documents.excel.ranges import read_cell
from itsmlint.documents.excel.streaming import is_on
from itsmlint.documents.excel.text import clean
from itsmlint.documents.location import Location, column_letters
from itsmlint.documents.model import Note

Place: TypeAlias = tuple[int, int]


def read_people(roots: Iterable[etree._Element]) -> dict[str, str]:
    """The people who wrote threaded comments: id to name."""
    people = {}
    for root in roots:
        for person in named(root, "person"):
            people[person.get("id", "").lower()] = clean(person.get("displayName", ""))
    return people


def read_notes(
    sheet: str,
    note_roots: Iterable[etree._Element],
    thread_roots: Iterable[etree._Element],
    people: Mapping[str, str],
) -> tuple[Note, ...]:
    """The notes and threaded comments of a sheet, by row and column, a thread in its order.

    For each thread Excel also keeps a note that tells old versions of it: left out.
    """
    threads = [found for root in thread_roots for found in _threaded(root, sheet, people)]
    with_thread = {place for place, _ in threads}
    notes = [found for root in note_roots for found in _plain(root, sheet) if found[0] not in with_thread]
    return tuple(note for _, note in sorted(notes + threads, key=lambda found: found[0]))


def _plain(root: etree._Element, sheet: str) -> Iterator[tuple[Place, Note]]:
    authors = [clean(author.text or "") for author in children(root, "authors", "author")]
    for comment in children(root, "commentList", "comment"):
        place = read_cell(comment.get("ref", ""))
        text = clean("".join(_texts(comment)))
        if place is None or not text:
            continue
        position = comment.get("authorId", "")
        known = (
            position.isascii() and position.isdigit() and len(position) < 6 and int(position) < len(authors)
        )
        author = authors[int(position)] if known else ""
        yield place, Note(text=text, location=_locate(sheet, place), author=author)


def _texts(comment: etree._Element) -> Iterator[str]:
    """The pieces of a note's text without phonetic guides."""
    for holder in named(comment, "text"):
        for piece in holder:
            if not isinstance(piece.tag, str):
                continue
            name = etree.QName(piece).localname
            if name == "t":
                yield piece.text or ""
            elif name == "r":
                yield from (text.text or "" for text in named(piece, "t"))


def _threaded(root: etree._Element, sheet: str, people: Mapping[str, str]) -> Iterator[tuple[Place, Note]]:
    done = {c.get("id", "") for c in named(root, "threadedComment") if is_on(c.get("done"))}
    for comment in named(root, "threadedComment"):
        place = read_cell(comment.get("ref", ""))
        text = clean("".join(holder.text or "" for holder in named(comment, "text")))
        if place is None or not text:
            continue
        note = Note(
            text=text,
            location=_locate(sheet, place),
            author=people.get(comment.get("personId", "").lower(), ""),
            date=comment.get("dT", ""),
            resolved=comment.get("parentId", comment.get("id", "")) in done,
        )
        yield place, note


def _locate(sheet: str, place: Place) -> Location:
    row, column = place
    letters = column_letters(column)
    return Location(part="comment", sheet=sheet, row=row, column=letters, cell=f"{letters}{row}")
