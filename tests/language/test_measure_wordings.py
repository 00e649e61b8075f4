"""Sentences by the ways in which a limit is worded, and the ways in which only the past is told."""

import pytest

from itsmlint.language.measures import measurability
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()

NONE_AND_ALL = """
Not a single backup may be lost.
Not one complaint about billing in the reporting year.
Not a single minute of unplanned downtime on election day.
Not a single user may lose data.
Helpdesk calls are always answered by a human during service hours.
The counter is always staffed during opening hours.
The hotline must always be reachable during service hours.
Never leave the desk unstaffed during opening hours.
The hotline is never unattended between 8 and 18.
The phone is never left to the machine during office hours.
"""
SHARES_AND_SCORES = """
No more than one in fifty changes fails.
No more than one in a hundred mails is misrouted.
Fewer than one in two hundred tickets is misrouted.
Nine calls in ten are picked up by a person.
Users rate us good in nine cases out of ten.
A mean rating of four or better.
Audit grade: two or better
NPS >= +40
Net promoter score above +15
Employee NPS of at least +5
Budget deviation < +3 %
Staff turnover stays in single digits.
Breaches: 0
Satisfaction was 3.9; it shall reach 4.2.
"""
TIMES = """
Progress is posted every half hour.
Status calls take place every half-day during a crisis.
By financial year-end all suppliers have signed the new terms.
By fiscal year end each service has an owner.
By the end of the academic year all halls have wireless access.
Before term starts every lecture room has a working projector.
Faults are logged the day they are reported.
Leavers' accounts are disabled the day they leave.
Accounts are closed on the day the employee leaves.
Problems are reviewed the week they are raised.
First response: next morning
The drill is held twice per term.
Training is offered at each release.
By the start of the next academic year every room is equipped.
"""
ODD_UNITS = """
Ringing time: three rings.
Calls are picked up before the fourth ring.
Pick up: two rings at most
Orders: two clicks
Three clicks to order a laptop.
Printing cost of three cents a page at most.
"""
GOALS_BESIDE_THE_PAST = """
Raise first-time fix from 61 to 70 percent.
Raise the score from 3.9 to 4.3.
Waiting time cut from 5 to 3 minutes by June.
Reduce the incidents reported last year by a tenth.
In 2025 availability was 99.1 %; the target is 99.5 %.
Availability of 99.9 % (last year: 99.7 %).
Availability 99.9 % (was 99.5 % last year)
Requests fulfilled in 3 days as last year.
Patches installed within 14 days; last year it took 30.
After the upgrade was 2 weeks old, response had to be below 3 s.
"""

STARS = """
We give five-star service.
A five-star experience for every caller.
A five-star helpdesk.
"""
PAST = """
Satisfaction rose from 3.9 to 4.1.
Satisfaction went up from 71 % to 78 %.
The backlog fell from 210 to 140 tickets.
Uptime climbed to 99.9 %.
The mean wait in May was 41 minutes.
The average time to repair was 4.2 hours.
Mean repair time last quarter was 5 h.
Last quarter the desk solved 81.4 % of calls, and we want to do even better.
In 2024, 96 % of changes succeeded, a result we hope to repeat.
In April the desk answered 91 % of its calls.
We resolved 94 % of incidents on time last year.
Costs fell by 8 % last year.
Our customers gave us 4.6 out of 5 last year.
Uptime has been above 99 % since 2021.
Response times have fallen by a third since 2022.
First contact resolution has risen to 74 % since 2023.
"""
DIRECTIONS = """
Year-on-year improvement
Month-on-month reduction
Year over year growth
Improve quarter on quarter.
Better than last year
"""
WORDS_ONLY = """
Never compromise on quality.
Never leave a colleague alone.
We always put the customer first.
We always do our best during service hours.
We are always available for our customers.
Users get the help they need, the day they need it most.
Not one size fits all.
Not a single-vendor approach.
One day we hope to be the best.
With half the effort users get more.
Availability of <nn>%
Target: <nn>
XX% of calls answered within YY seconds
"""


def _lines(*texts: str) -> list[str]:
    return [line for text in texts for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    "sentence", _lines(NONE_AND_ALL, SHARES_AND_SCORES, TIMES, ODD_UNITS, GOALS_BESIDE_THE_PAST)
)
def test_a_limit_counts_in_all_its_wordings(sentence: str) -> None:
    assert measurability(sentence, VOCABULARY).measurable


@pytest.mark.parametrize("sentence", _lines(STARS, PAST, DIRECTIONS, WORDS_ONLY))
def test_praise_the_past_and_directions_are_no_limit(sentence: str) -> None:
    assert not measurability(sentence, VOCABULARY).measurable
