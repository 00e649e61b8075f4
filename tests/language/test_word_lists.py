"""Lists of words against names."""

from itsmlint.language.word_lists import WordList, words_of


def found(entries: list[str], text: str) -> bool:
    return WordList(entries).find(words_of(text)) is not None


def test_words_are_compared_in_the_singular() -> None:
    assert found(["breach"], "SLA breaches")
    assert found(["policies"], "Policy reviews")


def test_a_star_stands_for_any_ending() -> None:
    assert found(["reopen*"], "Tickets re-opened")
    assert not found(["fail*"], "Available")


def test_british_spelling_is_american_spelling() -> None:
    assert found(["unauthorized"], "Unauthorised changes")
    assert found(["analyzed"], "Risks analysed")
    assert found(["utilization"], "Memory utilisation")


def test_a_phrase_stands_side_by_side() -> None:
    assert found(["on time"], "Closed on-time")
    assert not found(["on time"], "On the time scale")


def test_the_longest_entry_counts() -> None:
    assert WordList(["time", "time to restore"]).length_at(words_of("Time to restore a service"), 0) == 3
