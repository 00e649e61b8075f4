"""Versions in comparable form."""

from datetime import date

import pytest

from itsmlint.checks.versions import newest_version, version_of
from itsmlint.documents.location import Location
from itsmlint.facts.model import HistoryEntry


@pytest.mark.parametrize("text", ["1", "1.0", "v1", "V1.0.0", "Version 1.0", "Rev. 01", "1,0", "Issue 1"])
def test_ways_to_write_version_one_are_the_same(text: str) -> None:
    version = version_of(text)
    assert version is not None
    assert version.number == (1,)


@pytest.mark.parametrize("text", ["", "A", "2026-03-01", "2026.1", "1.0 of 3 May 2025", "see history"])
def test_letters_dates_and_several_numbers_are_not_compared(text: str) -> None:
    assert version_of(text) is None


def test_a_major_version_alone_agrees_with_its_minor_versions() -> None:
    major, minor, other = version_of("v2"), version_of("2.1"), version_of("3.1")
    assert major and minor and other
    assert major.agrees_with(minor)
    assert not major.agrees_with(other)
    assert not minor.agrees_with(other)


def entry(version: str, change: str = "Changed") -> HistoryEntry:
    return HistoryEntry(location=Location(), version=version, date=date(2026, 1, 1), change=change)


def test_the_newest_version_is_the_highest_wherever_its_row_stands() -> None:
    newest = newest_version((entry("1.10"), entry("1.9"), entry("1.0")))
    assert newest is not None
    assert newest[0].value == "1.10"


def test_a_history_with_a_version_that_cannot_be_read_has_no_newest() -> None:
    assert newest_version((entry("1.0"), entry("A"))) is None


def test_a_row_with_nothing_but_a_version_is_not_counted_on() -> None:
    assert newest_version((entry("1.0"), HistoryEntry(location=Location(), version="2.0"))) is None
