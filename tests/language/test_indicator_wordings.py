"""KPIs by their wordings: work per head, stock, channels, and the shares that look like them."""

import pytest

from itsmlint.language.indicators import Beside, judge
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()

WORK_PER_PERIOD = """
Commits/week/engineer
Tickets/agent/day
Calls per hour per agent
Story points/sprint/team
Contacts/analyst/shift
Builds/day
E-mails/user/day
Alerts per night
Pull requests per sprint
Pull requests merged per developer
"""
WORK_DONE = """
Workstations imaged in March
Routers upgraded over Easter
Printers swapped by the field team
Desktops rebuilt this quarter
Records amended by the configuration librarian
Databases patched during the summer break
Hosts rebooted during the maintenance window
CIs checked by the asset team
Site surveys undertaken
Newsletters mailed
Toolbox talks given
Disks wiped and shredded
User accounts set up
Dashboards rolled out to departments
Work orders countersigned
No. of audits performed
Awareness posters put up
Password resets per 1,000 users
Service review minutes distributed
Nr. of review meetings minuted
Complaint letters answered
Outage bulletins posted
"""
STOCK = """
Unassigned incidents
Unallocated calls at midday
Unclosed changes
Tickets outstanding at close of month
Problems remaining open
Unresolved known errors carried over
Work orders remaining in the queue
Changes in progress on the last day of the quarter
Containers running at midnight
Projects currently running
Mailboxes in use at year end
Contracts in force
Requests parked with suppliers
Incidents waiting for a vendor
Open incidents older than 30 days at month end
Requests older than five days still open
Average age of open problem tickets
Ageing of open requests
Backlog age
Backlog older than 90 days
Share of problems still open
% of tickets pending
% of open incidents in the backlog
"""
DEMAND = """
% of tickets logged by phone
% of requests raised through the portal
Percentage of contacts by chat
Percentage of tickets opened via chat
% of tickets that came in by e-mail
Share of incidents received by e-mail
Share of contacts per channel
Incoming calls during the enrolment period
Annual budget for software licences
"""
RATIOS = """
Servers per system administrator
Users per service desk analyst
Devices per technician
Laptops per support engineer
Mailboxes per administrator
Hours per ticket
Agent hours per resolved request
Hours spent per change
Effort per change in person hours
Minutes per call
Cost per closed ticket
Cost/user/month
"""
FRACTIONS = """
Knowledge articles checked this year / total articles
Suppliers assessed in the past 12 months / all suppliers
Servers patched / servers in scope
Staff trained / total staff
CIs verified / CIs sampled
Backups tested / backups taken
Changes with a tested back-out plan / all changes
Calls resolved at first contact / all calls
Tickets closed in time / tickets closed
Number of SLAs met / number of SLAs
"""
HARM_AND_CONDITIONS = """
Downtime hours per month
Failures per week
Defects per sprint
Hours lost per month
Users lost per year
Uptime/week
Repeat incident rate
Repeat calls within 7 days
Share of repeat contacts
Servers patched within 14 days of release
Letters sent late
Letters returned undelivered
Site visits completed on the agreed day
Audits performed against plan
Orders delivered complete
CIs found wrong by the configuration team
Workstations encrypted
Servers patched
Pages wasted
Articles rated useful by readers
Risks treated by their date
Backlog trend against target
Machine rooms' test results
Tickets bounced between teams
Age of open critical vulnerabilities
Average age of overdue actions
Open incidents older than the SLA allows
Overdue actions at period end
Unresolved security incidents older than 24 hours
Unsupported servers still running at year end
Machines running an unsupported operating system
Users remaining without access
% of incidents received by e-mail answered within one hour
% of contacts received by phone that were abandoned
Percentage of contacts solved by chat
% of requests fulfilled without human contact
Percentage of incidents logged with the right category
Percentage of open positions filled within 60 days
Growth in user satisfaction
Growth of revenue from digital services
"""


def _lines(*texts: str) -> list[str]:
    return [line for text in texts for line in text.strip().splitlines()]


@pytest.mark.parametrize("name", _lines(WORK_PER_PERIOD, WORK_DONE, STOCK, DEMAND))
def test_work_stock_and_demand_count_in_all_their_wordings(name: str) -> None:
    assert judge(name, VOCABULARY).meaning == "count"


@pytest.mark.parametrize("name", _lines(RATIOS, FRACTIONS, HARM_AND_CONDITIONS))
def test_unit_costs_fractions_harm_and_conditions_are_no_mere_counts(name: str) -> None:
    assert judge(name, VOCABULARY).meaning != "count"


@pytest.mark.parametrize("name", _lines(STOCK))
def test_what_is_left_to_do_is_a_stock(name: str) -> None:
    assert judge(name, VOCABULARY).of == "status"


@pytest.mark.parametrize(
    "name",
    [
        "Growth of the knowledge base (new articles per month)",
        "CMDB growth (CIs added per week)",
        "Catalogue growth (services added this year)",
    ],
)
def test_growth_is_what_its_bracket_counts(name: str) -> None:
    assert judge(name, VOCABULARY).meaning == "count"


def test_a_definition_that_counts_what_is_new_tells_what_growth_means() -> None:
    beside = Beside(definition="New forms per month")
    assert judge("Portal growth", VOCABULARY, beside).meaning == "count"
    assert judge("Portal growth", VOCABULARY).meaning == "unknown"
