"""Every file of a folder of real documents: no defect, and quick enough to wait for.

``ITSMLINT_CORPUS`` names the folder; ``ITSMLINT_CORPUS_SHARE=20`` takes every 20th file of it by name.
"""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from itsmlint.discovery import Target, discover
from itsmlint.linting import Plan, all_rules, check_file, make_plan
from itsmlint.project import Project
from itsmlint.settings import Settings

SECONDS = 5.0
"""Processor time that a file may take."""


def targets() -> list[Target]:
    folder = os.environ.get("ITSMLINT_CORPUS")
    if not folder:
        return []
    share = int(os.environ.get("ITSMLINT_CORPUS_SHARE", "1"))
    return list(discover([folder], Path(folder)).targets)[::share]


TARGETS = targets()
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not TARGETS, reason="ITSMLINT_CORPUS names no folder of documents"),
]


@pytest.fixture(scope="module")
def plan() -> Plan:
    project = Project(root=Path(), settings=Settings(profile="exemplary", preview=True))
    return make_plan(project, all_rules(project), today=date(2026, 6, 30))


@pytest.mark.parametrize(
    "target", TARGETS or [None], ids=lambda target: target.path.name if target else "none"
)
def test_a_document_is_checked_without_a_defect_and_in_time(target: Target, plan: Plan) -> None:
    began = time.process_time()
    checked = check_file(target, plan)
    seconds = time.process_time() - began
    assert not checked.failures
    assert seconds < SECONDS
