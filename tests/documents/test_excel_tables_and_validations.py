"""Excel tables and drop-down lists."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from raw_workbook import MAIN, raw_parts, read_parts, read_saved, read_sheet, sheet_xml

from itsmlint.documents.model import Document, Range, Sheet

ROWS = '<row r="3"><c r="B3"><v>1</v></c></row><row r="4" hidden="1"><c r="B4"><v>1</v></c></row>'


def with_table(attributes: str, inside: str = "") -> Sheet:
    parts = raw_parts(sheet_xml(ROWS), links={"rId1": ("table", "../tables/table1.xml")})
    parts["xl/tables/table1.xml"] = (
        f'<table xmlns="{MAIN}" id="1" name="t" displayName="Risks" ref="B3:D9" {attributes}>{inside}'
        '<tableColumns count="3"><tableColumn id="1" name="ID"/><tableColumn id="2" name="Due_x000a_date"/>'
        '<tableColumn id="3" name="Owner"/></tableColumns></table>'
    )
    return read_parts(parts).sheets[0]


def test_a_table_has_its_range_and_column_names(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "Risk register"
    for column, name in enumerate(("ID", "Owner"), 1):
        workbook.active.cell(3, column, name)
    workbook.active.add_table(Table(displayName="Risks", ref="A3:B8"))
    (table,) = read_saved(workbook, tmp_path).sheets[0].tables
    assert (table.name, table.range, table.columns) == ("Risks", Range(3, 1, 8, 2), ("ID", "Owner"))
    assert table.header_row
    assert not table.total_row


def test_a_table_without_header_row_and_with_totals() -> None:
    (table,) = with_table('headerRowCount="0" totalsRowCount="1"').tables
    assert (table.header_row, table.total_row) == (False, True)


def test_line_breaks_in_column_names_are_newlines() -> None:
    assert with_table("").tables[0].columns == ("ID", "Due\ndate", "Owner")


def test_a_table_filter_that_hides_rows_is_seen() -> None:
    criterion = '<filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn>'
    assert with_table("", f'<autoFilter ref="B3:D9">{criterion}</autoFilter>').filtered_rows
    assert not with_table("", '<autoFilter ref="B3:D9"/>').filtered_rows


def test_a_literal_list_gives_its_values(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "Status"
    choices = DataValidation(type="list", formula1='"Open, Closed,In ""hold"""')
    choices.add("A2:A50")
    choices.add("C2")
    workbook.active.add_data_validation(choices)
    (validation,) = read_saved(workbook, tmp_path).sheets[0].validations
    assert validation.values == ("Open", "Closed", 'In "hold"')
    assert validation.ranges == (Range(2, 1, 50, 1), Range(2, 3, 2, 3))
    assert validation.source == ""


def with_list(folder: Path, formula: str) -> Document:
    """A register whose status list is given by a formula, and a sheet with lists of several shapes."""
    workbook = Workbook()
    register = workbook.active
    register.title = "Register"
    register.append(["Status", None, None, None, "Low", "High"])
    lists = workbook.create_sheet("Pick lists")
    for value in ("State", "Open", None, "Closed"):
        lists.append([value])
    lists.add_table(Table(displayName="States", ref="A1:A4"))
    workbook.defined_names["states"] = DefinedName("states", attr_text="'Pick lists'!$A$2:$A$4")
    workbook.defined_names["same"] = DefinedName("same", attr_text="states")
    workbook.defined_names["circle"] = DefinedName("circle", attr_text="circle")
    choices = DataValidation(type="list", formula1=formula)
    choices.add("A2")
    register.add_data_validation(choices)
    return read_saved(workbook, folder)


@pytest.mark.parametrize(
    "formula",
    [
        "'Pick lists'!$A$2:$A$4",
        "'pick lists'!$A$2:$A$1048576",
        "'Pick lists'!$A$2:$C$4",
        "states",
        "STATES",
        "same",
        'INDIRECT("states")',
        'INDIRECT("States[State]")',
    ],
)
def test_a_list_that_stands_elsewhere_in_the_workbook_is_looked_up(tmp_path: Path, formula: str) -> None:
    (validation,) = with_list(tmp_path, formula).sheets[0].validations
    assert validation.values == ("Open", "Closed")
    assert validation.source == formula


def test_a_list_may_stand_in_a_row_of_the_same_sheet(tmp_path: Path) -> None:
    assert with_list(tmp_path, "$E$1:$H$1").sheets[0].validations[0].values == ("Low", "High")


@pytest.mark.parametrize(
    "formula",
    [
        "circle",
        "unknown",
        "Gone!$A$1:$A$3",
        "[1]Other!$A$1:$A$3",
        "OFFSET(A1,0,0,3)",
        "$A$1:$F$9",
        "#REF!",
        'INDIRECT("A"&1)',
    ],
)
def test_a_list_that_cannot_be_looked_up_keeps_its_formula(tmp_path: Path, formula: str) -> None:
    (validation,) = with_list(tmp_path, formula).sheets[0].validations
    assert (validation.values, validation.source) == ((), formula)


def test_a_list_from_another_sheet_in_the_form_of_excel_2010() -> None:
    extension = (
        '<pageMargins/><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations>'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>S2!$A$1:$A$2</xm:f></x14:formula1>'
        "<xm:sqref>C5:C9 D5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    lists = sheet_xml(
        '<row r="1"><c r="A1" t="str"><v>Low</v></c></row><row r="2"><c r="A2" t="str"><v>High</v></c></row>'
    )
    (validation,) = read_parts(raw_parts(sheet_xml(after=extension), lists)).sheets[0].validations
    assert validation.values == ("Low", "High")
    assert validation.ranges == (Range(5, 3, 9, 3), Range(5, 4, 5, 4))


def test_other_validations_are_no_lists() -> None:
    after = (
        '<dataValidations><dataValidation type="whole" operator="nonsense" sqref="A1">'
        '<formula1>1</formula1></dataValidation><dataValidation sqref="A2"/></dataValidations>'
    )
    assert read_sheet(sheet_xml(after=after)).validations == ()
