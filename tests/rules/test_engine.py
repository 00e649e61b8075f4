"""The engine: which rules look at what, hiding, folding, words, order."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from itsmlint import checks
from itsmlint.checks import Context, InColumn, InRegister, Options, check
from itsmlint.documents.location import Location
from itsmlint.documents.model import Cell, Document, Paragraph, Sheet
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.engine import RuleFailedError, check_document, check_unreadable
from itsmlint.facts.model import Column, Control, Facts, Kind, Raci, RaciRow, Record, Register, Value
from itsmlint.finding import Finding, Problem
from itsmlint.rules import Examples, Rule, Then
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
TODAY = date(2026, 6, 30)


class Field(Options, frozen=True, kw_only=True):
    field: str = "owner"
    cause: str = ""
    severity: str = ""


@pytest.fixture(autouse=True)
def functions(monkeypatch):
    """Check functions for these tests alone."""
    monkeypatch.setattr(checks, "_registry", dict(checks.check_functions()))

    @check("be-filled", given="records", parts=("what",))
    def be_filled(place: InRegister, options: Field, context: Context) -> Iterator[Problem]:
        value = place.record.values.get(options.field)
        if value and value.text in ("", "TBC"):
            yield Problem(
                location=value.location,
                excerpt=value.text,
                parts={"what": value.text or "nothing"},
                cause=value.text if options.cause == "text" else options.cause,
                severity=options.severity or None,
            )

    @check("exist", given=("document", "control", "registers"))
    def exist(place: object, options: Field, context: Context) -> Iterator[Problem]:
        location = place.location if isinstance(place, Register) else Location()
        yield Problem(location=location, searched=("first table", "page\nheader"))

    @check("be-right", given=("paragraphs", "columns", "raci-rows", "raci"))
    def be_right(place: object, options: Field, context: Context) -> Iterator[Problem]:
        piece = place.column if isinstance(place, InColumn) else getattr(place, "row", place)
        yield Problem(location=piece.location, excerpt=getattr(place, "text", ""))

    @check("never-fail", given="paragraphs")
    def never_fail(place: Paragraph, options: Options, context: Context) -> Iterator[Problem]:
        raise KeyError(place.text)


def rule(given: str = "records", must: str = "be-filled", **more) -> Rule:
    options = {key: more.pop(key) for key in ("field", "cause", "severity_of") if key in more}
    if "severity_of" in options:
        options["severity"] = options.pop("severity_of")
    fields = {
        "id": "RSK901",
        "name": "risk-without-owner",
        "status": "stable",
        "since": "1.0",
        "severity": "error",
        "confidence": "high",
        "profile": "essential",
        "applies_to": ("risk-register",),
        "given": given,
        "then": Then(must, options),
        "message": "Something is wrong.",
        "why": "Because.",
        "fix": "Mend it.",
        "examples": Examples(),
    }
    return Rule(**{**fields, **more})


def at(row: int, letter: str | None = None, sheet: str = "Register") -> Location:
    return Location(
        part="sheet", sheet=sheet, row=row, column=letter, cell=f"{letter}{row}" if letter else None
    )


def register(
    owners: list[str],
    *,
    sheet: str = "Register",
    kind: str = "risk-register",
    confidence: float = 0.9,
    **more,
):
    """A register with the columns id, owner and status, its header in row 3."""
    statuses = more.get("statuses", ["Open"] * len(owners))
    records = tuple(
        Record(
            row=row,
            id=f"R-{row - 3}",
            title=f"Risk {row - 3}",
            values={
                "owner": Value(text=owner, location=at(row, "B", sheet)),
                "status": Value(text=status, location=at(row, "C", sheet)),
            },
            location=at(row, None, sheet),
        )
        for row, (owner, status) in enumerate(zip(owners, statuses, strict=True), start=4)
    )
    columns = tuple(
        Column(letter=letter, header=header, field=field, location=at(3, letter, sheet))
        for letter, header, field in (
            ("A", "No.", "id"),
            ("B", "Risk owner", "owner"),
            ("C", "State", "status"),
        )
    )
    return Register(
        kind=kind,
        confidence=confidence,
        name=sheet,
        sheet=sheet,
        header_row=3,
        first_row=4,
        last_row=3 + len(owners),
        columns=columns,
        records=records,
        location=at(3, None, sheet),
    )


def workbook(*registers: Register, **more) -> tuple[Document, Facts]:
    sheets = tuple(
        Sheet(name=item.sheet, index=index, cells={(1, 1): Cell(1, 1, "x", "x")})
        for index, item in enumerate(registers, start=1)
    )
    document = Document(path="risks/Risk register.xlsx", format="excel", sha256="0" * 64, sheets=sheets)
    fields = {"kind": Kind("risk-register", 0.9), "registers": registers}
    return document, Facts(path=document.path, sha256=document.sha256, format="excel", **{**fields, **more})


def policy(*texts: str, **more) -> tuple[Document, Facts]:
    blocks = tuple(
        Paragraph(
            text=text,
            location=Location(section="1 Scope", paragraph=number, anchor=f"word/document.xml#{number}"),
        )
        for number, text in enumerate(texts, start=1)
    )
    document = Document(path="Policy.docx", format="word", sha256="0" * 64, blocks=blocks)
    fields = {"kind": Kind("policy", 0.9, topics=("service-management",)), "control": Control()}
    return document, Facts(path=document.path, sha256=document.sha256, format="word", **{**fields, **more})


def run(read: tuple[Document, Facts], *rules: Rule) -> list[Finding]:
    return check_document(*read, rules, vocabulary=VOCABULARY, as_of=TODAY)


# A finding


def test_a_finding_has_the_words_of_its_rule_and_the_place_of_its_problem():
    (finding,) = run(
        workbook(register(["CIO", "TBC"])),
        rule(message="{record.id} ({record.title}), {register.name}: {what} as {field} in {column}, {as_of}"),
    )
    assert finding.message == "R-2 (Risk 2), Register: TBC as owner in Risk owner, 2026-06-30"
    assert finding.location == at(5, "B")
    assert (finding.rule, finding.severity, finding.path) == ("RSK901", "error", "risks/Risk register.xlsx")
    assert (finding.excerpt, finding.fix) == ("TBC", "Mend it.")


def test_places_that_were_searched_are_passed_on_in_one_line():
    (finding,) = run(policy("x"), rule("document", "exist", applies_to=("policy",)))
    assert finding.searched == ("first table", "page header")


def test_text_of_the_document_is_made_safe():
    hostile = register(["TBC"], sheet="\x1b[2JRegister")
    (finding,) = run(workbook(hostile), rule(message="In {register.name}."))
    assert "\x1b" not in finding.message + finding.location.text
    assert finding.message == "In \\x1b[2JRegister."


def test_a_long_part_does_not_push_the_rest_out_of_the_message():
    (finding,) = run(
        policy("word " * 400),
        rule("paragraphs", "be-right", applies_to=("all",), message="'{excerpt}' is wrong."),
    )
    assert finding.message.endswith("is wrong.")


def test_findings_are_in_the_order_of_the_document_then_of_the_rules():
    read = workbook(register(["TBC", "TBC"]), register(["TBC"], sheet="Archive"))
    first, second = rule(id="RSK901"), rule(id="RSK900", name="other")
    found = [(f.location.sheet, f.location.row, f.rule) for f in run(read, first, second)]
    assert found == [
        ("Register", 4, "RSK900"),
        ("Register", 4, "RSK901"),
        ("Register", 5, "RSK900"),
        ("Register", 5, "RSK901"),
        ("Archive", 4, "RSK900"),
        ("Archive", 4, "RSK901"),
    ]


def test_the_order_of_the_rules_does_not_matter():
    read = workbook(register(["TBC"] * 5))
    first, second = rule(id="RSK901"), rule(id="RSK900", name="other", field="owner")
    assert run(read, first, second) == run(read, second, first)


# Where a rule applies


def test_a_rule_for_registers_goes_by_the_kind_of_the_register():
    read = workbook(register(["TBC"]), kind=Kind("policy", 0.9))
    assert len(run(read, rule())) == 1
    assert run(read, rule(applies_to=("kpi-register",))) == []


def test_a_rule_for_documents_goes_by_the_kind_of_the_document():
    assert len(run(policy("x"), rule("document", "exist", applies_to=("policy", "plan")))) == 1
    assert run(policy("x"), rule("document", "exist", applies_to=("process",))) == []


def test_an_uncertain_kind_silences_rules_that_name_kinds():
    unsure = Kind("policy", 0.7)
    assert run(policy("x", kind=unsure), rule("document", "exist", applies_to=("policy",))) == []
    assert run(workbook(register(["TBC"], confidence=0.7)), rule()) == []


def test_a_rule_may_do_without_certainty():
    unsure = Kind("policy", 0.7)
    lax = rule("document", "exist", applies_to=("policy",), needs_certain_kind=False)
    assert len(run(policy("x", kind=unsure), lax)) == 1


def test_a_rule_for_all_needs_no_certainty_unless_it_says_so():
    unknown = Kind("unknown", 0.0)
    assert len(run(policy("x", kind=unknown), rule("document", "exist", applies_to=("all",)))) == 1
    strict = rule("document", "exist", applies_to=("all",), needs_certain_kind=True)
    assert run(policy("x", kind=unknown), strict) == []


@pytest.mark.parametrize(("applies_to", "count"), [("word", 1), ("excel", 0)])
def test_a_rule_for_one_format(applies_to, count):
    assert len(run(policy("x"), rule("document", "exist", applies_to=(applies_to,)))) == count


def test_a_kind_may_be_left_out():
    assert run(policy("x"), rule("document", "exist", applies_to=("all",), not_for=("policy",))) == []


def test_a_rule_for_topics_goes_by_the_documents_topics():
    assert (
        len(
            run(
                policy("x"), rule("document", "exist", applies_to=("policy",), topics=("service-management",))
            )
        )
        == 1
    )
    assert run(policy("x"), rule("document", "exist", applies_to=("policy",), topics=("procurement",))) == []


@pytest.mark.parametrize(
    ("in_templates", "severities"), [("skip", []), ("info", ["info"]), ("check", ["error"])]
)
def test_blank_templates(in_templates, severities):
    found = run(
        policy("x", template=True), rule("document", "exist", applies_to=("all",), in_templates=in_templates)
    )
    assert [finding.severity for finding in found] == severities


@pytest.mark.parametrize(("in_records", "count"), [("check", 1), ("skip", 0)])
def test_documents_that_are_records(in_records, count):
    found = run(
        policy("x", record=True), rule("document", "exist", applies_to=("all",), in_records=in_records)
    )
    assert len(found) == count


def test_records_are_left_out_by_their_values():
    read = workbook(register(["TBC", "TBC"], statuses=["Closed", "Open"]))
    assert [f.location.row for f in run(read, rule(unless={"status": "closed"}))] == [5]
    assert [f.location.row for f in run(read, rule(where={"status": "closed"}))] == [4]


def test_a_problem_may_lower_the_severity_and_never_raise_it():
    read = workbook(register(["TBC"]))
    assert run(read, rule(severity="warning", severity_of="info"))[0].severity == "info"
    assert run(read, rule(severity="warning", severity_of="error"))[0].severity == "warning"


# Folding


def test_up_to_three_places_of_one_cause_are_told_one_by_one():
    assert len(run(workbook(register(["TBC"] * 3)), rule())) == 3


def test_more_become_one_finding_at_the_first_place():
    folded = rule(message_folded="{count} of {total} in {register.name}: {list}.")
    (finding,) = run(workbook(register(["CIO"] + ["TBC"] * 7)), folded)
    assert finding.message == "7 of 8 in Register: R-2, R-3, R-4, R-5, R-6 and 2 more."
    assert finding.location == at(5, "B")
    assert finding.excerpt == "TBC"
    assert finding.cells == tuple(f"Register!B{row}" for row in range(5, 12))
    assert len(set(finding.members)) == 7


def test_the_total_counts_only_the_records_the_rule_looks_at():
    statuses = ["Closed", *["Open"] * 5]
    folded = rule(unless={"status": "closed"}, message_folded="{count} of {total}")
    (finding,) = run(workbook(register(["TBC"] * 6, statuses=statuses)), folded)
    assert finding.message == "5 of 5"


def test_without_a_folded_message_the_first_is_used():
    (finding,) = run(workbook(register(["TBC"] * 4)), rule(message="{record.id} has no owner."))
    assert finding.message == "R-1 has no owner. And 3 more like it."


def test_different_causes_do_not_fold_together():
    found = run(workbook(register(["TBC", ""] * 4)), rule(cause="text"))
    assert [(f.location.row, len(f.cells)) for f in found] == [(4, 4), (5, 4)]


def test_registers_do_not_fold_together():
    read = workbook(register(["TBC"] * 4), register(["TBC"] * 4, sheet="Archive"))
    assert [f.location.sheet for f in run(read, rule())] == ["Register", "Archive"]


def test_a_rule_may_fold_later_or_never():
    read = workbook(register(["TBC"] * 6))
    assert len(run(read, rule(fold_above=10))) == 6
    assert len(run(read, rule(fold_above="never"))) == 6
    assert len(run(read, rule(fold_above=0))) == 1


def test_a_folded_finding_keeps_its_fingerprint_when_one_place_is_mended():
    (before,) = run(workbook(register(["TBC"] * 6)), rule())
    (after,) = run(workbook(register(["CIO"] + ["TBC"] * 5)), rule())
    assert before.fingerprint == after.fingerprint
    assert set(after.members) < set(before.members)


def test_a_single_place_is_never_called_many():
    (finding,) = run(workbook(register(["TBC"])), rule(fold_above=0))
    assert (finding.cells, finding.members) == ((), ())


# Hiding


def other(given: str, must: str, **more) -> Rule:
    return rule(given, must, id="RSK900", name="other", applies_to=("all",), **more)


def rules_found(read, *rules: Rule) -> list[str]:
    return [finding.rule for finding in run(read, *rules)]


HIDDEN = {"hidden_by": ("RSK900",)}


def test_a_rule_about_the_document_hides_everything_in_it():
    read = workbook(register(["TBC"]))
    assert rules_found(read, rule(**HIDDEN), other("document", "exist")) == ["RSK900"]


def test_a_rule_about_registers_hides_what_is_in_the_same_register():
    read = workbook(register(["TBC"]), register(["TBC"], sheet="Archive", kind="asset-register"))
    hider = rule("registers", "exist", id="RSK900", name="other", applies_to=("asset-register",))
    both = rule(**HIDDEN, applies_to=("all",))
    assert [(f.rule, f.location.sheet) for f in run(read, both, hider)] == [
        ("RSK901", "Register"),
        ("RSK900", "Archive"),
    ]


def test_a_rule_about_the_only_register_hides_what_is_about_the_document():
    hidden = rule("document", "exist", applies_to=("all",), **HIDDEN)
    assert rules_found(workbook(register(["CIO"])), hidden, other("registers", "exist")) == ["RSK900"]
    two = workbook(register(["CIO"]), register(["CIO"], sheet="Archive"))
    assert "RSK901" in rules_found(two, hidden, other("registers", "exist"))


def test_a_rule_about_columns_hides_what_is_in_the_same_column():
    read = workbook(register(["TBC"]))
    assert rules_found(read, rule(**HIDDEN), other("columns", "be-right")).count("RSK901") == 0
    elsewhere = workbook(register(["CIO"], statuses=["TBC"]))
    only_owner = msgspec.structs.replace(
        elsewhere[1].registers[0], columns=elsewhere[1].registers[0].columns[1:2]
    )
    read = (elsewhere[0], msgspec.structs.replace(elsewhere[1], registers=(only_owner,)))
    assert "RSK901" in rules_found(read, rule(field="status", **HIDDEN), other("columns", "be-right"))


def test_a_rule_about_records_hides_what_is_at_the_same_cell_only():
    read = workbook(register(["TBC", "CIO"], statuses=["Open", "TBC"]))
    same_cell = rule(field="owner", **HIDDEN)
    other_cell = rule(field="status", **HIDDEN)
    hider = other("records", "be-filled", field="owner")
    assert rules_found(read, same_cell, hider) == ["RSK900"]
    assert rules_found(read, other_cell, hider) == ["RSK900", "RSK901"]


def test_cells_of_one_row_do_not_hide_each_other():
    read = workbook(register(["TBC"], statuses=["TBC"]))
    hider = other("records", "be-filled", field="owner")
    assert rules_found(read, rule(field="status", **HIDDEN), hider) == ["RSK900", "RSK901"]


def test_a_rule_may_be_hidden_by_another_in_the_same_row():
    read = workbook(register(["TBC", "CIO"], statuses=["TBC", "TBC"]))
    hider = other("records", "be-filled", field="owner")
    hidden = rule(field="status", hidden_in_row_by=("RSK900",))
    found = run(read, hidden, hider)
    assert [(each.rule, each.location.row) for each in found] == [("RSK900", 4), ("RSK901", 5)]


def test_a_hidden_problem_still_hides():
    read = workbook(register(["TBC"]))
    middle = rule("records", "be-filled", id="RSK902", name="middle", hidden_by=("RSK900",))
    last = rule("records", "be-filled", id="RSK903", name="last", hidden_by=("RSK902",))
    assert rules_found(read, middle, last, other("document", "exist")) == ["RSK900"]


def test_a_rule_that_does_not_run_hides_nothing():
    assert rules_found(workbook(register(["TBC"])), rule(**HIDDEN)) == ["RSK901"]


def test_hiding_leaves_other_fingerprints_as_they_are():
    read = workbook(register(["TBC", "TBC"]))
    alone = [f.fingerprint for f in run(read, rule())]
    beside = [f.fingerprint for f in run(read, rule(), other("registers", "exist")) if f.rule == "RSK901"]
    assert alone == beside


# Matrices


def test_rows_of_a_matrix_name_their_activity():
    table = Location(table=2)
    row = RaciRow(activity="Approve change", location=msgspec.structs.replace(table, row=3), letters={})
    read = policy(
        "x", racis=(Raci(name="Roles", location=table, roles=("CIO",), scheme="RACI", rows=(row,)),)
    )
    matrix = rule(
        "raci-rows", "be-right", applies_to=("all",), message="{row.activity} in {matrix.name}, {place}"
    )
    (finding,) = run(read, matrix)
    assert finding.message == "Approve change in Roles, table 2 › row 3"


# Defects and files that cannot be read


def test_a_check_that_raises_is_an_error_that_names_rule_and_document():
    with pytest.raises(RuleFailedError) as caught:
        run(policy("secret text"), rule("paragraphs", "never-fail", applies_to=("all",)))
    assert (caught.value.rule, caught.value.path) == ("RSK901", "Policy.docx")
    assert isinstance(caught.value.cause, KeyError)
    assert "secret" not in str(caught.value)


def unreadable(reason: str) -> Rule:
    read = rule("file", "be-readable", applies_to=("all",), message="Cannot be read ({reason}): {detail}.")
    return msgspec.structs.replace(read, then=Then("be-readable", {"reason": reason}))


def test_a_file_that_cannot_be_read_is_a_finding_of_the_rule_with_its_reason():
    error = UnreadableError("missing-part", "no main part")
    (finding,) = check_unreadable("a/x.docx", error, [unreadable("empty"), unreadable("missing-part")])
    assert finding.message == "Cannot be read (missing part): no main part."
    assert (finding.path, finding.location.part) == ("a/x.docx", "file")


def test_rules_about_documents_say_nothing_of_unreadable_files():
    assert check_unreadable("x.docx", UnreadableError("empty", ""), [rule("document", "exist")]) == []


def test_columns_do_not_fold_together():
    @check("be-dated", given="columns")
    def be_dated(place: InColumn, options: Options, context: Context) -> Iterator[Problem]:
        for row in range(4, 8):
            yield Problem(location=at(row, place.column.letter))

    dated = rule("columns", "be-dated", message_folded="{count} in {column.header}")
    found = run(workbook(register(["CIO"])), dated)
    assert [finding.message for finding in found] == ["4 in No.", "4 in Risk owner", "4 in State"]
    assert len({finding.fingerprint for finding in found}) == 3
