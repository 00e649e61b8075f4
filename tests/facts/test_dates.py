from datetime import date

import pytest

from itsmlint.facts.dates import column_order, find_dates, latest_day, read_date

LAST_OF_MARCH = date(2026, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31",
        "2026/03/31",
        "31/03/2026",
        "31.03.2026",
        "31.03.26",
        "31-03-2026",
        "03-31-2026",
        "3/31/2026",
        "31 / 03 / 2026",
        "31 March 2026",
        "31st of March, 2026",
        "March 31, 2026",
        "Mar. 31st 2026",
        "2026 March 31",
        "31-Mar-26",
        "31Mar2026",
        "31. März 2026",
        "31 de marzo de 2026",
        "20260331",
        "2026年3月31日",
        "Tuesday, 31 March 2026",
        "Tue 31/03/2026 10:30",
        "2026-03-31T10:00:00Z",
        "3/31/2026 12:00:00 AM",
        "(31 March 2026)",
    ],
)
def test_written_forms_of_one_day(text):
    assert read_date(text) == LAST_OF_MARCH


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "2026-13-01",
        "99/99/9999",
        "00/00/0000",
        "01/01/1900",
        "31/12/9999",
        "dd/mm/yyyy",
        "31 March",
        "March 2026",
        "2026",
        "Q2 2026",
        "ongoing",
        "",
        "31/03/2026 and 01/04/2026",
        "approved 31/03/2026",
        "R-2026-03-31x",
        "10.12.13.14",
    ],
)
def test_what_is_no_clear_day(text):
    assert read_date(text) is None


def test_a_date_that_can_be_read_both_ways_needs_the_order():
    assert read_date("03/04/2026") is None
    assert read_date("03/04/2026", "dmy") == date(2026, 4, 3)
    assert read_date("03/04/2026", "mdy") == date(2026, 3, 4)


def test_a_date_that_can_be_read_one_way_ignores_the_order():
    assert read_date("31/03/2026", "mdy") == LAST_OF_MARCH
    assert read_date("05/05/2026") == date(2026, 5, 5)


def test_full_stops_mean_day_first():
    assert read_date("03.04.2026") == date(2026, 4, 3)


def test_two_digit_years_turn_at_seventy():
    assert read_date("31 March 69") == date(2069, 3, 31)
    assert read_date("31 March 99") == date(1999, 3, 31)


def test_year_first_with_two_digits_only_by_order():
    assert read_date("26-03-31", "ymd") == LAST_OF_MARCH


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("June 2026", date(2026, 6, 30)),
        ("Jun-26", date(2026, 6, 30)),
        ("06/2026", date(2026, 6, 30)),
        ("2026-06", date(2026, 6, 30)),
        ("Q2 2026", date(2026, 6, 30)),
        ("end of June 2026", date(2026, 6, 30)),
        ("31 March 2026", LAST_OF_MARCH),
    ],
)
def test_month_and_quarter_count_as_their_last_day(text, last):
    assert latest_day(text) == last


@pytest.mark.parametrize("text", ["June", "2026", "FY2026", "13/2026", "ongoing", "24/7", "Jun 26"])
def test_what_names_no_month_of_a_year(text):
    assert latest_day(text) is None


def test_dates_in_running_text_with_their_places():
    text = "Approved on 31 March 2026; next review 2027-04-01, see 12/31/26."
    found = [(text[start:end], day) for start, end, day in find_dates(text)]
    assert found == [
        ("31 March 2026", LAST_OF_MARCH),
        ("2027-04-01", date(2027, 4, 1)),
        ("12/31/26", date(2026, 12, 31)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "release 4.2.10",
        "section 3.1.12 applies",
        "IP 10.12.13.14",
        "step 1 may 20 users",
        "24/7/365",
        "A.5.12.11",
        "step 1.2.3",
    ],
)
def test_numbers_in_running_text_are_no_dates(text):
    assert list(find_dates(text)) == []


def test_column_order_by_majority_of_the_unambiguous():
    assert column_order(["31/03/2026", "01/02/2026", "25/12/2025", "12/25/2025"]) == "dmy"
    assert column_order(["03/31/2026", "01/02/2026"]) == "mdy"
    assert column_order(["2026-01-02", "ongoing"]) == "ymd"


def test_column_order_is_open_without_evidence_or_with_a_draw():
    assert column_order(["01/02/2026", "03/04/2026"]) == ""
    assert column_order(["31/03/2026", "03/31/2026"]) == ""
