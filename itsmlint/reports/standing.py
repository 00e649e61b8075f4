"""Which profile a set of documents reaches: what the closing words may say, and what they may not.

A profile is reached when all its rules ran on all documents and found nothing at warning or above. That is
said of rules, never of conformity: documents that could not be read, rules that were left out and documents
that hardly a rule could judge forbid the word or weaken it.
"""

from collections import Counter
from collections.abc import Iterator

import msgspec

from itsmlint.engine import CERTAIN
from itsmlint.finding import Severity
from itsmlint.reports.layout import counted, listed
from itsmlint.rule_format import Profile
from itsmlint.run import Checked, Run
from itsmlint.settings import PROFILES

IN_THE_WAY: tuple[Severity, ...] = ("error", "warning")
"""Severities of findings that keep a set from reaching a profile."""
NAMED = 3
"""Rules that are named one by one."""


class Standing(msgspec.Struct, frozen=True):
    """How far up the profiles a set of documents has come."""

    reached: Profile | None = None
    """None when it reaches none, or when nothing can be said."""
    words: str = ""
    """The same in a sentence; empty when there is nothing to speak of."""


def standing(run: Run) -> Standing:
    """Which profile the documents of a run reach, up to the one that was asked for."""
    if not run.documents or not run.profiles:
        return Standing()
    if words := _nothing_to_claim(run):
        return Standing(None, words)
    reached: Profile | None = None
    for profile in PROFILES:
        if found := _in_the_way(run, profile):
            beyond = f"{found} from rules of {profile}"
            if reached is None:
                return Standing(None, f"Does not reach {profile}: {beyond}.")
            return Standing(reached, _sentence(run, f"Reaches {reached}, not {profile}: {beyond}"))
        if missing := _left_out(run, profile):
            return Standing(reached, _sentence(run, f"Reaches {reached}; {missing}"))
        reached = profile
        if profile == run.profile:
            break
    return Standing(reached, _sentence(run, f"Reaches {reached}: its rules found no error and no warning"))


def _nothing_to_claim(run: Run) -> str:
    """Why no profile is reached whatever was found; empty when one may be."""
    unread = sum(not document.readable for document in run.documents)
    if unread:
        return f"Reaches no profile: {counted(unread, 'document')} could not be read."
    if any(run.failures()):
        return "Reaches no profile: a defect of itsmlint kept rules from running."
    if missing := _left_out(run, PROFILES[0]):
        return f"No profile is claimed: {missing}."
    if not any(map(_is_judged, run.documents)):
        return "No profile is claimed: no document is of a certain kind and filled in."
    return ""


def _is_judged(document: Checked) -> bool:
    """Whether the rules that look for something missing had their say."""
    return document.kind.confidence >= CERTAIN and not document.template


def _left_out(run: Run, profile: Profile) -> str:
    """Which rules of a profile did not run on every document; empty when all did."""
    missing = [rule for rule, own in run.left_out.items() if own == profile]
    if not missing:
        return ""
    if len(missing) <= NAMED:
        return f"{listed(missing)} of {profile} {'was' if len(missing) == 1 else 'were'} left out"
    known = {**run.profiles, **run.left_out}
    total = sum(own == profile for own in known.values())
    return f"{len(missing)} of the {total} rules of {profile} were left out"


def _in_the_way(run: Run, profile: Profile) -> str:
    """What rules of a profile found that keeps the set from reaching it: "2 errors and 1 warning"."""
    counts = Counter(
        finding.severity for finding in run.findings() if run.profiles.get(finding.rule) == profile
    )
    return listed([counted(counts[severity], severity) for severity in IN_THE_WAY if counts[severity]])


def _sentence(run: Run, claim: str) -> str:
    return "; ".join([claim, *_reserves(run)]) + "."


def _reserves(run: Run) -> Iterator[str]:
    """What weakens a claim."""
    if run.changed:
        several = len(run.changed) > NAMED
        rules = counted(len(run.changed), "rule") if several else listed(list(run.changed))
        yield f"{rules} as set in the configuration"
    unjudged = sum(not _is_judged(document) for document in run.documents)
    if unjudged:
        yield (
            f"{unjudged:,} of {counted(len(run.documents), 'document')} hardly judged "
            "(kind not certain, or a blank template)"
        )
