"""Where sentences begin and end in the texts of policies."""

import pytest
from reading import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("First one. Second one.", ["First one.", "Second one."]),
        ("Does it? Yes! It does", ["Does it?", "Yes!", "It does"]),
        ("Service No. 7 is out.", ["Service No. 7 is out."]),
        ("As cl. 8.6.1 says. And Sec. 4 too.", ["As cl. 8.6.1 says.", "And Sec. 4 too."]),
        ("Tools, e.g. Jira, help.", ["Tools, e.g. Jira, help."]),
        ("Keys, badges etc. The end.", ["Keys, badges etc.", "The end."]),
        ("It opens at 8 a.m. Then it runs.", ["It opens at 8 a.m.", "Then it runs."]),
        ("1. Scope of the plan. 2. Next thing.", ["1. Scope of the plan.", "2. Next thing."]),
        ("a) First. b) Second.", ["a) First. b) Second."]),
        ("See version 2.1 of it. Stop", ["See version 2.1 of it.", "Stop"]),
        ("The writer forgot.A space", ["The writer forgot.", "A space"]),
        ("Two.  Spaces.   Here", ["Two.", "Spaces.", "Here"]),
        ('He said "stop." Then he left.', ['He said "stop."', "Then he left."]),
        ('The plan. "Quoted text" here.', ["The plan.", '"Quoted text" here.']),
        ("Intro:\n• one item\n• two items", ["Intro:", "• one item", "• two items"]),
        ("a line\nthat goes on", ["a line\nthat goes on"]),
        ("A line\nAnother line", ["A line", "Another line"]),
        ("Inside (as here.) it ends. So.", ["Inside (as here.) it ends.", "So."]),
        ("   ", []),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences
