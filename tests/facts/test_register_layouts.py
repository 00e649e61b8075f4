"""Registers as organisations keep them: which columns, which kind, and which tables are none."""

from datetime import date
from pathlib import Path

import pytest
from making import word
from openpyxl.worksheet.worksheet import Worksheet
from workbooks import RISKS, book, only, registers

from itsmlint.facts.model import Register

KPIS = (
    (
        "KPI ID",
        "KPI",
        "Which objective does it serve?",
        "How is it calculated?",
        "Where do the data come from?",
        "Target",
        "We act when",
        "What happens when the target is missed?",
        "Who is accountable?",
        "How often?",
        "Which decision does it support?",
    ),
    (
        "K-1",
        "Incidents solved in time",
        "OBJ-1",
        "Solved in time / all",
        "Service desk tool",
        "95 %",
        "below 92 %",
        "Review of the roster",
        "Service Desk Lead",
        "Monthly",
        "Staffing of the desk",
    ),
    (
        "K-2",
        "Changes without incident",
        "OBJ-2",
        "Clean changes / all",
        "Change records",
        "97 %",
        "below 95 %",
        "Change board looks at causes",
        "Change Manager",
        "Monthly",
        "Release calendar",
    ),
)


def fields(register: Register) -> dict[str, str]:
    """Column name to field."""
    return {column.header: column.field for column in register.columns}


class TestQuestions:
    def test_as_column_names_of_a_kpi_register(self, tmp_path: Path) -> None:
        register = only(book(tmp_path, ("KPI", KPIS)))
        assert register.kind == "kpi-register"
        assert fields(register) == {
            "KPI ID": "id",
            "KPI": "name",
            "Which objective does it serve?": "objective",
            "How is it calculated?": "formula",
            "Where do the data come from?": "data_source",
            "Target": "target",
            "We act when": "threshold",
            "What happens when the target is missed?": "action",
            "Who is accountable?": "owner",
            "How often?": "frequency",
            "Which decision does it support?": "decision_use",
        }


class TestTwoRowHeader:
    @pytest.mark.parametrize("group", ["In progress", "Open", "Current", "Planned", "Evaluation"])
    def test_one_group_may_be_named_like_a_state(self, tmp_path: Path, group: str) -> None:
        rows = (
            ("Proposal", None, None, group, None, None),
            ("ID", "Improvement", "Expected benefit", "Owner", "Due", "Status"),
            ("I-1", "Self-service form", "1,200 hours a year", "Ann Lee", date(2026, 6, 30), "Open"),
            ("I-2", "Change calendar", "No surprises", "Bo Kim", date(2026, 3, 31), "Closed"),
        )

        def merge(sheet: Worksheet) -> None:
            sheet.merge_cells("A1:C1")
            sheet.merge_cells("D1:F1")

        register = only(book(tmp_path, ("Improvements", rows), change=merge))
        assert (register.header_row, register.header_rows) == (2, 2)
        assert [column.header for column in register.columns][2:4] == [
            "Proposal / Expected benefit",
            f"{group} / Owner",
        ]


class TestControlBlocks:
    BLOCK = (
        ("Version", "Status", "Owner", "Approved by", "Approval date", "Effective", "Next review"),
        ("2.0", "Approved", "Ann Lee", "Bo Kim", date(2026, 2, 19), date(2026, 3, 1), date(2027, 2, 12)),
    )

    def test_in_columns_on_a_sheet_of_their_own(self, tmp_path: Path) -> None:
        found = registers(book(tmp_path, ("Control", self.BLOCK), ("Risks", RISKS)))
        assert [register.sheet for register in found] == ["Risks"]

    def test_in_columns_above_a_register(self, tmp_path: Path) -> None:
        found = registers(book(tmp_path, ("Risks", (*self.BLOCK, (), *RISKS))))
        assert [register.kind for register in found] == ["risk-register"]

    def test_in_columns_in_a_word_document(self, tmp_path: Path) -> None:
        block = [[str(text) for text in row] for row in self.BLOCK]
        head = ["Document ID", "Document title", *block[0]]
        values = ["POL-1", "Change Policy", *block[1]]
        assert registers(word(tmp_path, "Change Policy", [head, values], ("Heading 1", "Purpose"))) == ()

    def test_taking_turns_with_a_state_in_the_last_row(self, tmp_path: Path) -> None:
        rows = (
            ("Document master list",),
            ("Doc. no", "REG-4", "Owner", "Ann Lee"),
            ("Version", "9.2", "Approved by", "Bo Kim"),
            ("Status", "Approved", "Approved on", date(2026, 11, 9)),
        )
        found = registers(book(tmp_path, ("About this list", rows), ("Risks", RISKS)))
        assert [register.sheet for register in found] == ["Risks"]

    def test_taking_turns_in_a_word_document(self, tmp_path: Path) -> None:
        table = [
            ["Document", "Minutes 2026-02", "Version", "1.0"],
            ["Owner", "Ann Lee, Head of Service", "Status", "Approved"],
            ["Approved by", "Bo Kim, Managing Director", "Date", "21 October 2026"],
        ]
        assert registers(word(tmp_path, "Minutes", ("Heading 1", "Document control"), table)) == ()

    def test_a_master_list_of_one_document_is_a_register(self, tmp_path: Path) -> None:
        rows = (
            ("Document master list",),
            ("Document ID", "Title", "Version", "Owner", "Status", "Next review"),
            ("POL-1", "Service management policy", "4.0", "Head of IT", "Approved", date(2027, 3, 1)),
        )
        assert only(book(tmp_path, ("Documents", rows))).kind == "doc-master-list"


class TestIncidentLog:
    ROWS = (
        ("Ticket", "Opened", "Prio", "Major", "Short description", "Resolution", "Problem ID", "Closed"),
        ("INC-1", date(2026, 7, 1), "P2", "No", "Mail is slow", "Restarted", "", date(2026, 7, 1)),
        ("INC-2", date(2026, 7, 2), "P1", "Yes", "No network", "Switch replaced", "PRB-1", date(2026, 7, 2)),
        ("INC-3", date(2026, 7, 3), "P3", "No", "Printer", "New driver", "", date(2026, 7, 4)),
    )

    def test_short_names_and_a_problem_column(self, tmp_path: Path) -> None:
        register = only(book(tmp_path, ("Export", self.ROWS)))
        assert register.kind == "incident-log"
        assert fields(register)["Prio"] == "priority"
        assert fields(register)["Major"] != "priority"


class TestWordTables:
    def test_sipoc(self, tmp_path: Path) -> None:
        table = [
            ["Supplier", "Input", "Process", "Output", "Customer"],
            ["User", "Report of a failure", "Log and classify", "Incident record", "Service desk"],
            ["Monitoring", "Event", "Log and classify", "Incident record", "Service desk"],
            ["Service desk", "Incident record", "Diagnose", "Workaround", "User"],
        ]
        found = registers(word(tmp_path, "Incident Process", ("Heading 1", "Inputs and outputs"), table))
        assert [register.kind for register in found if register.confidence >= 0.5] == []

    def test_history(self, tmp_path: Path) -> None:
        table = [
            ["Version", "Date", "Author", "Approved by", "What changed"],
            ["1.0", "3 May 2025", "A. Lee", "B. Kim", "First issue"],
            ["1.1", "3 May 2026", "A. Lee", "B. Kim", "New roles"],
        ]
        assert registers(word(tmp_path, "Incident Process", ("Heading 1", "Changes"), table)) == ()


class TestRiskRegister:
    def test_new_ratings_after_the_treatment_are_residual(self, tmp_path: Path) -> None:
        rows = (
            (
                *("ID", "Risk", "Likelihood", "Impact", "Severity", "Treatment"),
                *("New Likelihood", "New Impact", "New Severity", "Owner"),
            ),
            ("R-1", "Key supplier fails to deliver", 3, 4, 12, "Second supplier", 2, 4, 8, "Head of IT"),
            ("R-2", "Fire in the data centre", 2, 5, 10, "Second site", 1, 5, 5, "Facilities Manager"),
        )
        found = fields(only(book(tmp_path, ("Risks", rows))))
        assert (found["New Likelihood"], found["New Impact"]) == ("residual_likelihood", "residual_impact")
        assert found["New Severity"] in ("residual_score", "residual_level")
        assert (found["Likelihood"], found["Impact"]) == ("likelihood", "impact")

    def test_several_control_ids_a_cell_are_no_ids_of_records(self, tmp_path: Path) -> None:
        rows = (
            ("Risk", "Likelihood", "Impact", "Score", "Relevant controls", "Owner"),
            ("Key supplier fails", 3, 4, 12, "A.5.19, A.5.20", "Head of IT"),
            ("Fire in the data centre", 1, 5, 5, "A.7.5, A.7.8, A.7.11", "Facilities Manager"),
            ("Loss of key staff", 2, 3, 6, "A.6.1", "HR Manager"),
        )
        assert fields(only(book(tmp_path, ("Risks", rows))))["Relevant controls"] == "controls"

    @pytest.mark.parametrize(
        ("title", "rows"),
        [
            (
                "Likelihood",
                (
                    ("Rating", "Likelihood", "Description", "Frequency"),
                    (1, "Rare", "May occur only in exceptional circumstances", "Once in ten years"),
                    (2, "Unlikely", "Could occur at some time", "Once in five years"),
                    (3, "Possible", "Might occur at some time", "Once a year"),
                ),
            ),
            (
                "Impact criteria",
                (
                    ("Score", "Impact level", "Financial", "Service", "Reputation"),
                    (1, "Minor", "below 10,000", "less than an hour", "no complaint"),
                    (2, "Moderate", "below 100,000", "less than a day", "some complaints"),
                    (3, "Major", "above 100,000", "more than a day", "in the press"),
                ),
            ),
            (
                "Threats",
                (
                    ("No", "Threat", "Vulnerability", "Category"),
                    (1, "Malware", "Unpatched systems", "Software"),
                    (2, "Theft of equipment", "Lack of physical security", "Physical"),
                    (3, "Human error", "Lack of training", "People"),
                ),
            ),
            (
                "Method",
                (
                    ("Step", "What we do", "Risk criteria", "Result"),
                    (1, "Find risks for each service and objective", "complete once a year", "List of risks"),
                    (2, "Rate likelihood and impact from 1 to 5", "by the risk owner", "Risk score"),
                    (3, "Decide the treatment of each risk", "above 9", "Treatment plan"),
                ),
            ),
            (
                "Summary of risks",
                (
                    ("Risk level", "Number of risks", "Risk score"),
                    ("High, to be treated at once", 3, 41),
                    ("Medium, to be treated this year", 7, 52),
                    ("Low, accepted by their owners", 4, 11),
                ),
            ),
            (
                "Risk acceptance",
                (
                    ("Risk score", "Risk level", "Risk treatment", "Who accepts"),
                    ("1-4", "Low", "Accept and watch", "Risk owner"),
                    ("5-9", "Medium", "Treat within six months", "Head of IT"),
                    ("10-25", "High", "Treat at once", "Managing Director"),
                ),
            ),
        ],
    )
    def test_scales_and_lists_beside_it_are_no_risk_registers(
        self, tmp_path: Path, title: str, rows: tuple[tuple[object, ...], ...]
    ) -> None:
        found = registers(book(tmp_path, ("Risk register", RISKS), (title, rows), name="Risk Register.xlsx"))
        assert [one.sheet for one in found if one.kind == "risk-register"] == ["Risk register"]


class TestAssetRegister:
    def test_its_own_columns_make_it_certain(self, tmp_path: Path) -> None:
        rows = (
            ("Asset ID", "Asset name", "Type", "Location", "Asset owner", "Classification", "Status"),
            ("A-1", "Mail server", "Server", "Data centre 1", "Head of Platforms", "Internal", "In use"),
            ("A-2", "Laptop 4711", "Laptop", "Office", "Workplace Manager", "Internal", "In use"),
        )
        register = only(book(tmp_path, ("Register", rows)))
        assert register.kind == "asset-register"
        assert register.confidence >= 0.8
