"""Rules to begin with: for each kind of company rule a small one that works and explains itself.

The YAML files beside this one are rule files whose id and name are filled in when ``itsmlint new-rule``
writes them.
"""

from collections.abc import Mapping
from pathlib import Path

ABOUT: Mapping[str, str] = {
    "text": "a document must say something",
    "heading": "a document must have a section",
    "wording": "a document must not use certain words",
    "numbering": "a document id, or another value, must be written in a certain way",
    "column": "a register must have a column",
    "value": "the rows of a register must say something in a column",
    "choice": "the rows of a register may only say certain things in a column",
}
"""What a rule can be about, by the name of its template."""

ID, NAME = "OWN001", "own-rule"
"""What the templates have where the id and the name of the new rule will stand."""


def template(about: str) -> str:
    """The text of a template."""
    return (Path(__file__).parent / f"{about}.yaml").read_text(encoding="utf-8")


def new_rule(about: str, rule_id: str, name: str) -> str:
    """The text of a new rule file."""
    return template(about).replace(ID, rule_id).replace(NAME, name)
