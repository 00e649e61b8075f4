"""Dates, times and numbers as their number format shows them."""

from datetime import date, datetime, time
from xml.sax.saxutils import quoteattr

import pytest
from raw_workbook import FILLER, read_cell, read_sheet, sheet_xml

from itsmlint.documents.model import Cell, CellValue


def formatted(stored: str, code: str, epoch: str = "") -> Cell:
    """The cell with a stored number in a custom format."""
    styles = (
        f'<numFmts><numFmt numFmtId="164" formatCode={quoteattr(code)}/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="164"/></cellXfs>'
    )
    return read_cell(f'<c r="A1" s="1"><v>{stored}</v></c>', styles=styles, before=epoch)


def built_in(stored: str, id: int) -> Cell:
    """The cell with a stored number in one of the formats that files do not spell out."""
    return read_cell(
        f'<c r="A1" s="0"><v>{stored}</v></c>', styles=f'<cellXfs><xf numFmtId="{id}"/></cellXfs>'
    )


@pytest.mark.parametrize("id", [14, 15, 16, 22, 27, 31, 50, 58])
def test_built_in_date_formats_show_dates(id: int) -> None:
    assert built_in("45000", id).value == date(2023, 3, 15)


@pytest.mark.parametrize(
    "code",
    [
        "dd/mm/yyyy",
        "DD.MM.YYYY",
        "[$-409]d-mmm-yy;@",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        'yyyy"年"m"月"d"日"',
        "[Red]d mmm yyyy",
        "d/m/yy\\ ;@",
    ],
)
def test_custom_date_formats_show_dates(code: str) -> None:
    assert formatted("45000", code) == Cell(1, 1, date(2023, 3, 15), "2023-03-15")


@pytest.mark.parametrize(
    "code", ['0.00" days"', '"Sum: "0', "[Red]0", "[$CHD-409]0", "\\d0", '#,##0\\ "months"', "_m0"]
)
def test_letters_in_quotes_brackets_and_escapes_make_no_date(code: str) -> None:
    assert formatted("45000", code).value == 45000


def test_both_calendars_are_known() -> None:
    of_1904 = '<workbookPr date1904="1"/>'
    assert formatted("43538", "d/m/yyyy", epoch=of_1904).value == date(2023, 3, 15)


@pytest.mark.parametrize(("stored", "day"), [("1", 1), ("59", 28 + 31), ("61", 29 + 31)])
def test_days_around_the_29_february_that_1900_never_had(stored: str, day: int) -> None:
    value = formatted(stored, "d/m/yyyy").value
    assert isinstance(value, date)
    assert value.timetuple().tm_yday == day


@pytest.mark.parametrize("stored", ["-1", "2958466", "1e308", "0"])
def test_a_number_outside_of_the_calendar_stays_a_number(stored: str) -> None:
    assert formatted(stored, "d/m/yyyy").value == float(stored)


@pytest.mark.parametrize("code", ["d/m/yyyy", "d/m/yyyy h:mm"])
def test_the_last_moment_of_the_calendar_is_not_rounded_beyond_it(code: str) -> None:
    assert formatted("2958465.9999999", code).text.startswith("9999-12-31")


def test_a_moment_has_date_and_time() -> None:
    cell = formatted("45000.604167", "yyyy-mm-dd hh:mm:ss")
    assert (cell.value, cell.text) == (datetime(2023, 3, 15, 14, 30), "2023-03-15 14:30")


def test_midnight_in_a_format_with_time_is_just_the_date() -> None:
    assert formatted("45000", "yyyy-mm-dd hh:mm:ss") == Cell(1, 1, date(2023, 3, 15), "2023-03-15")


def test_a_date_format_hides_the_time() -> None:
    assert formatted("45000.75", "d mmm yyyy").value == date(2023, 3, 15)


@pytest.mark.parametrize(
    ("code", "text"),
    [("mmm-yy", "2023-03"), ("yyyy", "2023"), ("mmm", "Mar"), ("mmmm", "March"), ("dddd", "Wednesday")],
)
def test_a_date_is_shown_as_far_as_its_format_shows_it(code: str, text: str) -> None:
    cell = formatted("45000", code)
    assert (cell.value, cell.text) == (date(2023, 3, 15), text)


@pytest.mark.parametrize(
    ("code", "text"), [("h:mm", "14:30"), ("h:mm AM/PM", "14:30"), ("hh:mm:ss", "14:30")]
)
def test_a_time_alone_is_a_time(code: str, text: str) -> None:
    assert formatted("0.604166666666667", code) == Cell(1, 1, time(14, 30), text)


@pytest.mark.parametrize(
    ("code", "text"),
    [("[h]:mm", "36:00"), ("[hh]:mm:ss", "36:00:00"), ("[mm]:ss", "2160:00"), ("[s]", "129600")],
)
def test_a_duration_counts_on_beyond_the_day(code: str, text: str) -> None:
    assert formatted("1.5", code) == Cell(1, 1, 1.5, text)


def test_m_is_a_month_or_a_minute_by_its_neighbours() -> None:
    assert formatted("45000.604166666666", "m/d/yyyy h:m").text == "2023-03-15 14:30"
    assert formatted("0.01", "m:ss").value == time(0, 14, 24)


@pytest.mark.parametrize(
    ("stored", "value", "text"),
    [
        ("2023-03-15T00:00:00Z", date(2023, 3, 15), "2023-03-15"),
        ("2023-03-15T14:30:00", datetime(2023, 3, 15, 14, 30), "2023-03-15 14:30"),
        ("2023-03-15", date(2023, 3, 15), "2023-03-15"),
        ("14:30:00", time(14, 30), "14:30"),
        ("2024-13-45T99:99:99", "2024-13-45T99:99:99", "2024-13-45T99:99:99"),
    ],
)
def test_dates_stored_as_iso_8601(stored: str, value: CellValue, text: str) -> None:
    assert read_cell(f'<c r="A1" t="d"><v>{stored}</v></c>') == Cell(1, 1, value, text)


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("5.3", "5.3"),
        ("5.2999999999999998", "5.3"),
        ("1.0", "1"),
        ("0.1", "0.1"),
        ("123456789012", "123456789012"),
        ("1E-3", "0.001"),
        ("-4", "-4"),
    ],
)
def test_general_shows_numbers_as_people_typed_them(stored: str, text: str) -> None:
    assert read_cell(f'<c r="A1"><v>{stored}</v></c>').text == text


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("5.3", "0.00", "5.30"),
        ("7", "000", "007"),
        ("7", '"R-"000', "R-007"),
        ("1200", "#,##0", "1,200"),
        ("0.95", "0%", "95%"),
        ("0.9544", "0.0%", "95.4%"),
        ("2.675", "0.00", "2.68"),
        ("5", "0.##", "5"),
        ("12.5", ".00", "12.50"),
        ("1234500", '0.0,,"M"', "1.2M"),
        ("-1200.5", "#,##0.00;(#,##0.00)", "(1,200.50)"),
        ("-3", "0", "-3"),
        ("123456789", "000-00-0000", "123-45-6789"),
        ("1200", '_-"£"* #,##0.00_-', "£1,200.00"),
        ("1200", "[$€-407] #,##0", "€ 1,200"),
        ("5", 'General" days"', "5 days"),
        ("0.5", "# ?/?", "0.5"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("5.3", "@", "5.3"),
    ],
)
def test_a_number_is_shown_as_its_format_shows_it(stored: str, code: str, text: str) -> None:
    cell = formatted(stored, code)
    assert cell.text == text
    assert cell.value == float(stored)


@pytest.mark.parametrize(("stored", "text"), [("1", "High"), ("2", "Medium"), ("3", "Low")])
def test_a_format_may_show_words_for_numbers(stored: str, text: str) -> None:
    assert formatted(stored, '[=1]"High";[=2]"Medium";"Low"').text == text


def test_a_number_hidden_by_its_format_is_still_there() -> None:
    assert formatted("5", ";;;").text == "5"


def test_a_zero_hidden_by_its_format_is_no_content() -> None:
    code = '<numFmts><numFmt numFmtId="164" formatCode="0;-0;;@"/></numFmts>'
    styles = f'{code}<cellXfs><xf numFmtId="164"/></cellXfs>'
    sheet = read_sheet(sheet_xml('<row r="1"><c r="A1"><v>0</v></c></row>' + FILLER), styles=styles)
    assert list(sheet.cells) == [(90, 1)]


@pytest.mark.parametrize(
    "code", ["[" * 60_000, "[" * 200, "0" * 255, "%" * 200 + "0", "0." + "0" * 200, "\\", '"', "[h"]
)
def test_no_format_however_odd_hides_the_number(code: str) -> None:
    assert formatted("5", code).value == 5
    assert formatted("5", code).text


@pytest.mark.parametrize("stored", ["nan", "inf", "abc", "9" * 5000, "1e999999"])
def test_what_is_no_finite_number_is_text(stored: str) -> None:
    assert read_cell(f'<c r="A1"><v>{stored}</v></c>').value == stored
