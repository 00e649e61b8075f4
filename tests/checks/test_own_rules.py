"""The check functions for rules of an organisation's own: words, headings, columns, values, patterns."""

from typing import Any

import pytest

from itsmlint.checks import check_functions
from itsmlint.documents.opening import document_from_bytes
from itsmlint.engine import RuleFailedError, check_document
from itsmlint.examples import build
from itsmlint.facts.understanding import understand
from itsmlint.finding import Finding
from itsmlint.rule_format import Example, Examples, Rule, Then
from itsmlint.rule_tests import AS_OF
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
POLICY = """\
{title: Remote Access Policy}
| Document ID | POL-14 |
| Version | 1.0 |
| Status | Live |
# Purpose
This policy sets out how staff reach our systems from outside.
# Scope
This policy applies to all staff and its contractors.
# Policy
Remote access needs a second factor. The help-desk hands out tokens.
| Role | Task |
| Helpdesk agent | hands out tokens |
# Exceptions
"""
SUPPLIERS = """\
| Supplier | Service provided | Supplier owner | Contract end | Exit plan (document) | Exit plan status |
| Northwind | Hosting | Head of IT | 2027-03-31 | PLN-014 | open |
| Contoso | Printers | Facilities Manager | 2026-12-31 | TBD | Open |
| Fabrikam | Cleaning | Facilities Manager | 2026-12-31 | | closed |
"""


def found(text: str, given: str, must: str, kind: str = "word", **options: Any) -> list[Finding]:
    """What a rule with the check function finds in a document, each place by itself."""
    message = "|".join(f"{{{part}}}" for part in check_functions()[must].parts)
    rule = Rule(
        id="OWN001", name="own-rule", status="stable", since="1", severity="warning", confidence="high",
        profile="essential", applies_to=("all",), given=given, then=Then(must, options), fold_above="never",
        message=message, why="w", fix="f", examples=Examples(),
    )  # type: ignore[arg-type]  # fmt: skip
    built = build(Example(**{kind: text}, name="ACME POL-14 Access"))
    assert built.data is not None
    document = document_from_bytes(built.data, built.name)
    facts = understand(document, VOCABULARY)
    return check_document(document, facts, [rule], vocabulary=VOCABULARY, as_of=AS_OF)


class TestMention:
    def mentions(self, *phrases: str, **options: Any) -> bool:
        return not found(POLICY, "document", "mention", phrases=phrases, **options)

    @pytest.mark.parametrize(
        "phrase", ["second factor", "SECOND FACTOR", "contract*", "help desk", "hands ... tokens", "agent"]
    )
    def test_words_anywhere_in_text_and_tables(self, phrase: str) -> None:
        assert self.mentions(phrase)

    @pytest.mark.parametrize("phrase", ["factor second", "contract", "first|third factor"])
    def test_other_words_are_missed(self, phrase: str) -> None:
        assert not self.mentions(phrase)

    def test_one_of_several_is_enough(self) -> None:
        assert self.mentions("first factor", "second factor")

    def test_it_says_where_it_looked(self) -> None:
        (finding,) = found(POLICY, "document", "mention", phrases=("officer",))
        assert finding.message == '"officer"'
        assert "sentences" in finding.searched

    def test_below_certain_headings_only(self) -> None:
        assert self.mentions("contractors", below=["scope"])
        assert not self.mentions("tokens", below=["scope"])
        assert self.mentions("tokens", below=["where it applies"]), "there is no such heading"

    def test_the_finding_then_stands_at_the_heading(self) -> None:
        (finding,) = found(POLICY, "document", "mention", phrases=("tokens",), below=["scope"])
        assert finding.excerpt == "Scope"

    def test_documents_in_another_language_are_left_alone(self) -> None:
        assert self.mentions("officer", language="de")
        assert not self.mentions("officer", language="en")


class TestAvoid:
    def test_words_in_paragraphs_and_tables_with_their_sentence(self) -> None:
        findings = found(POLICY, "paragraphs", "avoid", phrases=("help desk", "helpdesk*"))
        assert [finding.excerpt for finding in findings] == [
            "The help-desk hands out tokens.",
            "Helpdesk agent",
        ]

    def test_words_in_any_column_of_a_register(self) -> None:
        findings = found(SUPPLIERS, "records", "avoid", "excel", phrases=("pln",))
        assert [finding.location.cell for finding in findings] == ["E2"]


class TestHaveHeading:
    @pytest.mark.parametrize("phrase", ["purpose", "policy", "scope", "SCOPE"])
    def test_one_with_text_below_is_enough(self, phrase: str) -> None:
        assert found(POLICY, "document", "have-heading", phrases=(phrase,)) == []

    def test_missing_empty_or_thin(self) -> None:
        def state(**options: Any) -> str:
            (finding,) = found(POLICY, "document", "have-heading", **options)
            return finding.message

        assert state(phrases=("review",)) == "review|is missing"
        assert state(phrases=("exceptions",)) == "Exceptions|has nothing below it"
        assert state(phrases=("scope",), min_words=50) == "Scope|has hardly anything below it"

    def test_workbooks_need_none(self) -> None:
        assert found(SUPPLIERS, "document", "have-heading", "excel", phrases=("scope",)) == []


class TestHaveColumn:
    @pytest.mark.parametrize(
        "name", ["exit plan", ["exit strategy", "Exit Plan"], "owner", "plan document", "expiry date"]
    )
    def test_words_of_the_header_or_a_field(self, name: str | list[str]) -> None:
        assert found(SUPPLIERS, "registers", "have-column", "excel", name=name) == []

    @pytest.mark.parametrize("name", ["exit", "plan status exit", "data location"])
    def test_others_are_missing_unless_the_words_stand_together(self, name: str) -> None:
        missing = found(SUPPLIERS, "registers", "have-column", "excel", name=name)
        assert len(missing) == (0 if name == "exit" else 1)

    def test_it_says_which_columns_there_are(self) -> None:
        (finding,) = found(SUPPLIERS, "registers", "have-column", "excel", name="data location")
        assert finding.message.startswith("data location|Supplier, Service provided")

    def test_a_table_inside_a_policy_is_left_alone(self) -> None:
        text = POLICY + SUPPLIERS
        assert found(text, "registers", "have-column", name="data location") == []


class TestHaveValue:
    def places(self, **options: Any) -> list[str | None]:
        findings = found(SUPPLIERS, "records", "have-value", "excel", **options)
        return [finding.location.cell for finding in findings]

    def test_blanks_and_placeholders_in_a_column_that_itsmlint_does_not_know(self) -> None:
        assert self.places(name="exit plan") == ["E3", "E4"]

    def test_it_says_what_is_there_instead(self) -> None:
        findings = found(SUPPLIERS, "records", "have-value", "excel", name="exit plan")
        assert [finding.message for finding in findings] == [
            'Exit plan (document)|only says "TBD"',
            "Exit plan (document)|is empty",
        ]

    def test_a_whole_header_comes_before_one_that_only_begins_so(self) -> None:
        text = SUPPLIERS.replace("Exit plan (document)", "Plan to exit")
        assert found(text, "records", "have-value", "excel", name=["plan to exit", "exit plan"])

    def test_without_the_column_each_row_is_found_or_none(self) -> None:
        assert len(found(SUPPLIERS, "records", "have-value", "excel", name="data location")) == 3
        assert self.places(name="data location", without_column="leave") == []

    def test_a_column_that_itsmlint_knows(self) -> None:
        assert self.places(name="owner") == []

    def test_in_a_word_table(self) -> None:
        (first, second) = found(SUPPLIERS, "records", "have-value", name="exit plan")
        assert (first.location.row, first.location.column, second.location.row) == (3, "E", 4)

    def test_a_merged_cell_speaks_for_all_its_rows(self) -> None:
        text = SUPPLIERS.replace("| TBD |", "| ^ |")
        findings = found(text, "records", "have-value", "excel", name="exit plan")
        assert [finding.location.cell for finding in findings] == ["E4"]


class TestBeOneOf:
    def test_other_values_are_found_and_blanks_left_alone(self) -> None:
        findings = found(
            SUPPLIERS, "records", "be-one-of", "excel", name="exit plan", values=["pln-014", "none"]
        )
        assert [finding.message for finding in findings] == []
        findings = found(SUPPLIERS, "records", "be-one-of", "excel", name="exit plan status", values=["Open"])
        assert [finding.message for finding in findings] == ["Exit plan status|closed|Open"]

    def test_of_document_control(self) -> None:
        (finding,) = found(POLICY, "control", "be-one-of", name="status", values=["draft", "approved"])
        assert finding.message == "Status|Live|draft, approved"
        assert found(POLICY, "control", "be-one-of", name="status", values=["LIVE"]) == []

    def test_fields_that_are_not_given_are_left_alone(self) -> None:
        assert found(POLICY, "control", "be-one-of", name="classification", values=["internal"]) == []


class TestMatchPattern:
    def test_the_whole_value_must_match(self) -> None:
        def wrong(pattern: str) -> list[str]:
            options = {"name": "document_id", "pattern": pattern, "meaning": "x"}
            return [finding.message for finding in found(POLICY, "control", "match-pattern", **options)]

        assert wrong("POL-[0-9]{3}") == ["Document ID|POL-14"]
        assert wrong("POL-[0-9]{2}") == []

    def test_in_a_column(self) -> None:
        options = {"name": "contract end", "pattern": "2027-.*", "meaning": "in 2027"}
        findings = found(SUPPLIERS, "records", "match-pattern", "excel", **options)
        assert [finding.location.cell for finding in findings] == ["D3", "D4"]

    def test_the_name_of_the_file(self) -> None:
        def wrong(pattern: str) -> int:
            options = {"name": "file name", "pattern": pattern, "meaning": "x"}
            return len(found(POLICY, "document", "match-pattern", **options))

        assert (wrong("ACME POL-[0-9]+ .*"), wrong("ACME [0-9]+")) == (0, 1)

    def test_a_pattern_that_would_take_for_ever_ends_its_rule_and_not_the_run(self) -> None:
        text = SUPPLIERS.replace("PLN-014", "a" * 60 + "!")
        with pytest.raises(RuleFailedError) as caught:
            found(
                text,
                "records",
                "match-pattern",
                "excel",
                name="exit plan",
                pattern="(?:a|aa|aaa)+",
                meaning="x",
            )
        assert type(caught.value.cause).__name__ == "PatternTooSlowError"
