import pytest

from itsmlint.facts.owners import classify_owner
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()

CASES = {
    "blank": ["", " ", "-", "--", ".", "n/a", "None", "0", "x", "nil"],
    "placeholder": [
        *(
            "TBD",
            "tbc",
            "[Name]",
            "[Name/Role]",
            "<owner>",
            "Owner",
            "XXX",
            "unassigned",
            "Vacant",
            "??",
            "____",
            "#N/A",
        ),
        *("to be assigned", "see above", "{{owner}}", "<Insert name"),
    ],
    "person": [
        *(
            "John Smith",
            "J. Smith",
            "A.S De Silva",
            "Smith, John",
            "Mr. Silva",
            "Dr Jane Roe",
            "jane.roe@example.com",
        ),
        *(
            "Subhash",
            "JOHN SMITH",
            "O'Neil Patrick",
            "Maria del Carmen",
            "Jane Roe (CISO)",
            "Jane Roe / CISO",
        ),
    ],
    "role": [
        *(
            "IT Manager",
            "CISO",
            "Head of IT",
            "Health & Safety Manager",
            "Head of HR and Facilities",
            "it manager",
        ),
        *(
            "HR and Facilities Manager",
            "Chief Information Officer",
            "Director of Finance and Operations",
            "Manager, IT",
        ),
        *(
            "Data Protection Officer (DPO)",
            "Process owner",
            "CISO or delegate",
            "Founder & CEO",
            "John Smith, IT Manager",
        ),
        *(
            "IT Department (Jane Roe)",
            "Governance, Risk & Compliance Manager",
            "Team Leader",
            "Incident and Problem Manager",
        ),
    ],
    "team": [
        *(
            "IT",
            "IT Department",
            "IT Dept.",
            "Internal IT",
            "HR",
            "Service Desk",
            "All staff",
            "Everyone",
            "Management",
        ),
        *(
            "Marketing & Customer Service Team",
            "Department heads",
            "Asset owners",
            "Board of Directors",
            "Supplier",
        ),
        *(
            "Health and Safety Committee",
            "Research & Development",
            "HR and Finance Department",
            "System Administrators",
        ),
    ],
    "joint": [
        *(
            "CEO / HR Department",
            "IT Department / Third Party",
            "CEO, CFO",
            "CIO and CISO",
            "Jane Roe and John Doe",
        ),
        *(
            "John Smith, Jane Roe",
            "Head of IT and CISO",
            "HR, Finance, IT",
            "Security Manager\nNetwork Manager",
        ),
        *("Smith, John; Doe, Jane", "Anna, Ben, Carl"),
    ],
    "other": ["45117", "2026-03-31", "12/03/2026"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in CASES.items() for text in texts])
def test_what_an_owner_cell_names(kind: str, text: str) -> None:
    assert classify_owner(text, VOCABULARY) == kind


def test_accepted_teams_count_as_roles() -> None:
    accepted = frozenset(("service desk",))
    assert classify_owner("Service Desk", VOCABULARY, accepted) == "role"
    assert classify_owner("Network Team", VOCABULARY, accepted) == "team"


def test_sentences_name_nobody_for_sure() -> None:
    text = (
        "the person who found it, together with whoever is on duty that night, unless it is a public holiday"
    )
    assert classify_owner(text, VOCABULARY) in ("other", "joint")
