"""Which sentences can be tested, and which only look like it."""

import time

import pytest

from itsmlint.language.measures import find_measures, measurability
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()

MEASURABLE = [
    "Answer 9 out of 10 calls before the third ring, within 20 s on average.",
    "Major incidents are announced to customers within fifteen (15) minutes.",
    "Restore the mail service inside half an hour.",
    "Respond to e-mails by the next business day.",
    "Quotations are sent at T+2.",
    "Access for leavers is removed on the same working day.",
    "Backups run nightly.",
    "Availability of the portal: 99,9 %.",
    "Uptime of at least three nines.",
    "Keep the abandonment rate below five percent.",
    "No more than 3 failed changes a month.",
    "First contact resolution ≥ 70%.",
    "Bring the NPS from +12 to +30 by Q3 2027.",
    "Customer satisfaction of 4.2 or better on a five-point scale.",
    "Halve the number of repeat incidents until year-end.",
    "Close 12 improvement actions per quarter.",
    "Hold two continuity exercises a year.",
    "Review the catalogue every other month.",
    "The steering group meets fortnightly.",
    "All suppliers are assessed at 12-month intervals.",
    "Every team lead is certified by 30.09.2026.",
    "Complete the CMDB by the end of FY27.",
    "The new desk is live on 1 October 2026.",
    "Zero data loss.",
    "No overdue audit findings.",
    "Target: none.",
    "Resolve P2 tickets in 8 hrs, P3 tickets in 3 d.",
    "Reply to complaints within 2-3 working days.",
    "RTO 4h and RPO 15min for the hospital information system.",
    "Patches with a critical rating are installed within seventy-two hours.",
    "Password resets take no longer than ten minutes.",
    "Lower the cost per contact to EUR 11.",
    "Save £50k per annum from licence reuse.",
    "One in ten requests at most may be escalated.",
    "Two thirds of all requests come through the portal.",
    "The network carries 10 Gbps at peak.",
    "The shop supports 2,000 concurrent users.",
    "Page load time under 2 seconds.",
    "Keep at least 14 daily copies.",
    "Log files are kept for one year.",
    "Give 30 days' notice of planned maintenance.",
    "Reports are issued by the fifth day of each month.",
    "Achieve maturity level 3 by December 2027.",
    "All new services have an agreed SLA before go-live.",
    "A review takes place after every major incident.",
    "Reduce the number of open problems from 45 to 20.",
    "Raise survey participation by 10 points.",
    "Publish 20 knowledge articles in the first quarter.",
    "The risk register is reviewed annually and updated where necessary.",
    "Service levels are as defined in SLA-012.",
    "Each change is reviewed within 5 days and, where possible, closed.",
    "Satisfaction score 85 or higher.",
    "Deploy to production three times per week.",
    "Tickets unanswered by users are closed after 10 days.",
    "Satisfaction of business users >=4/5",
    "The average age of problems must not exceed sixty days.",
    "Emergency fixes get approved within one hour of the request, day or night.",
    "Train 100% of staff.",
    "Double the share of automated tests.",
    "Once a month the owner checks the list.",
    "Contracts are reviewed three months before they end.",
    "Passwords have at least 12 characters.",
    "Incidents affecting more than 100 users are reported to the CIO within 30 minutes.",
    "If a target is missed, an action plan is presented within ten days.",
    "By 2027 nine of ten services are monitored end to end.",
    "Response: 15 min; resolution: 4 hours",
    "The plan is tested at least every 12 months.",
    "Certify the service management system by June 2027.",
    "Ninety-five per cent of calls shall be picked up in twenty seconds.",
    "The provider shall acknowledge the ticket in 30 min.",
    "Time to respond: <= 1h; time to repair: <= 8h",
    "Service credits amount to 5% of the monthly fee.",
    "Unplanned downtime must not exceed 43.8 minutes in a calendar month.",
    "The monthly uptime percentage is at least 99.95%.",
    "Planned maintenance is announced five working days in advance.",
    "The customer is told two weeks ahead of any upgrade.",
    "Scheduled maintenance takes place on the second Sunday of every month.",
    "Audit trails are retained for no less than seven (7) years.",
    "User accounts are disabled on the last working day.",
    "Vulnerabilities with CVSS above 9 are closed in 7 days.",
    "Penetration tests are repeated each year and after major changes.",
    "The plan is exercised twice yearly.",
    "Backups are restored for test purposes once per quarter.",
    "Data are replicated every 15 minutes.",
    "An hourly snapshot is taken.",
    "Risk assessments are repeated at intervals of no more than 12 months.",
    "New joiners complete induction in their first week and the e-learning within 30 days.",
    "Managers recertify access half-yearly.",
    "Screens lock after 10 minutes.",
    "Minutes are distributed within 48 hours of the meeting.",
    "The minutes go out by Friday noon.",
    "Satisfaction surveys reach a response rate above 25 percent.",
    "Not more than two complaints per month.",
    "Reach a CSAT of 4.5.",
    "Maintain an average customer rating of four stars or better.",
    "Reduce the mean time to restore from 6 h to 4 h by the end of Q2.",
    "Cut energy use by a fifth until 2028.",
    "Move 30 applications to the cloud by mid 2027.",
    "Have no critical findings in the external audit.",
    "Zero unauthorised changes",
    "Nil returns after delivery.",
    "100 % of contracts reviewed",
    "Every quarter: report to the board.",
    "Service desk: 80/20 (80 % of calls in 20 seconds)",
    "Deploy patches rated critical inside of 14 calendar days.",
    "Invoices are paid 30 days after receipt.",
    "Between 95 and 98 % of requests are fulfilled on time.",
    "Fulfil at least 90 out of 100 standard requests without manual work.",
    "Two out of three changes are standard changes by 2027.",
    "The CAB convenes each Tuesday.",
    "By the third quarter of 2026 the tool is in use in all hospitals.",
    "Obtain the ISO/IEC 20000-1 certificate before December 2026.",
    "All laptops are encrypted by 31 March 2026.",
    "The disaster recovery site takes over within one business day.",
    "MTTR under 3h",
    "Problem records are older than 60 days in fewer than 5 cases.",
    "Save 120,000 euros a year.",
    "Refunds: EUR 50 per day of delay",
    "Storage growth stays under 15 TB.",
    "Response times of the web shop remain under 800 ms at 500 requests per second.",
    "Key personnel hold an ITIL certificate within six months of appointment.",
    "Every employee receives at least 8 hours of training.",
    "Review of firewall rules: semi-annually.",
    "Send a status update every 60 minutes until the incident is solved.",
    "Close the month on WD3.",
    "Tickets are answered NBD.",
    "Priority 1 incidents have a response time of 15 minutes and a resolution time of 4 hours.",
    "Critical: 24h, High: 72h",
    "Uptime guarantee of 99.9% for all paid plans.",
    "Phishing Click Rate: <3%",
    "Security Training Completion: 100%",
    "Mean Time to Detect (MTTD): <1 hour",
    "NPS: 50+",
    "On-Time Delivery 90%+",
    "Severity 2 tickets get a first reply in one hour during business hours.",
    "Low-priority requests are completed in 5-10 business days.",
    "Scheduled downtime shall not exceed 10 hours per year.",
    "Notice of maintenance shall be given at least 72 hours prior.",
    "Reports are delivered to the customer by the 10th of the following month.",
    "Storage is backed up every night and kept for 30 days.",
    "The recovery point objective is 24 hours.",
    "Recovery time objective: less than 8 hrs.",
    "Conduct at least one tabletop exercise per year.",
    "Review firewall rules semiannually.",
    "Rotate encryption keys each 90 days.",
    "Lock accounts after five failed attempts.",
    "Sessions time out after 15 minutes of inactivity.",
    "Keep audit logs online for 3 months and archived for 1 year.",
    "Acknowledge alerts within 10 minutes, 24x7.",
    "80% of Level 1 tickets are closed without escalation.",
    "Notify the authority within 72 hours as required by GDPR Article 33.",
    "Migrate all file servers to the cloud by Q2 2027.",
    "Increase self-service usage from 20 to 35 percent.",
    "Zero critical vulnerabilities open for more than 7 days.",
    "If downtime exceeds 1 hour, a post-mortem is published within 3 days.",
    "The help desk answers e-mails received before 3 pm on the same day.",
    "Aim for 98 % availability.",
    "Replace laptops every four years.",
    "Deliver 95 % of projects on time and on budget.",
]

VAGUE = [
    "Raise the quality of our services.",
    "Improve customer satisfaction by the end of 2026.",
    "Increase automation over the next three years.",
    "Incidents are dealt with quickly and professionally.",
    "The service desk is available 24 hours a day, 7 days a week.",
    "Support is provided from Monday to Friday, 8:00 to 18:00.",
    "The portal supports single sign-on and two-factor authentication.",
    "We pursue a zero trust approach.",
    "Zero tolerance for security breaches is part of our culture.",
    "Comply with ISO 9001 and ITIL 4.",
    "Windows 11 and Microsoft 365 are our standard workplace.",
    "The third-party risk process shall be strengthened.",
    "In line with Strategy 2030 we invest in our people.",
    "Be number one in customer service.",
    "Last year 94% of calls were answered within 30 seconds.",
    "In 2024 the desk handled 48,000 tickets.",
    "Satisfaction is measured on a scale of 1 to 5.",
    "Targets such as 99.5% will be agreed later.",
    "Response times, e.g. 4 hours, are agreed with each customer.",
    "Availability of [99.X%] is guaranteed.",
    "Outages lasting longer than 4 hours are escalated to management.",
    "Changes costing more than EUR 10,000 go to the board.",
    "When a supplier fails for more than two days, alternatives are considered.",
    "Where practicable, incidents are resolved within 4 hours.",
    "The provider will use reasonable efforts to answer within two hours.",
    "We try to answer all mails within a day.",
    "Tickets are normally closed within three days.",
    "The team of 14 engineers supports 3 sites.",
    "Our staff have more than 20 years of experience.",
    "Priority 1 incidents come first.",
    "The top 10 risks are discussed regularly.",
    "Each service has an owner.",
    "All employees contribute to quality.",
    "Results are published in the annual report.",
    "Daily operations are supported by modern tools.",
    "See clause 6.2 and section 4.3.",
    "The process has 6 steps and 3 roles.",
    "Services meet the needs of customers at all times.",
    "We are 100% committed to our users.",
    "Sufficient capacity is provided in good time.",
    "Minimise the impact of changes on the business.",
    "Become the preferred provider in the region.",
    "A single point of contact is available to all users.",
    "Ensure business continuity.",
    "Meet agreed service levels.",
    "The change manager is supported by two deputies.",
    "As soon as possible after an outage, a report is written.",
    "Continual improvement is everyone's task.",
    "Adopt the four-eyes principle for payments.",
    "Promote a culture of service during the first six months.",
    "Version 3.1 replaces version 2.0 of this document.",
    "Availability is typically 99%.",
    "The 24-hour hotline gives help to travellers.",
    "Level 3 analysts resolve complex faults.",
    "Align IT with the goals of the business.",
    "Within reason, requests are met.",
    "The current satisfaction was 78 % in the last survey and shall rise.",
    "Reduce risk to an acceptable level.",
    "Optimise the use of resources by 2028.",
    "Requests are answered within a reasonable period.",
    "ITIL 4 practices guide our work.",
    "Our ISO 27001:2022 certificate shows our commitment.",
    "Support is available 24x7x365.",
    "The service desk answers calls from 7 am to 7 pm.",
    "Office hours are 09:00-17:30 on weekdays.",
    "Implement best practices for incident management.",
    "Provide excellent support to more than 500 users.",
    "We serve 14,000 students on three campuses.",
    "The organisation was founded in 1998 and has 250 employees.",
    "Monitor performance on an ongoing basis.",
    "Respond to incidents according to their priority (P1 to P4).",
    "Deliver the digital strategy 2025-2030.",
    "Phase 2 will bring more automation.",
    "Increase first contact resolution.",
    "Improve the reputation of IT within the next two years.",
    "Reduce downtime to a minimum.",
    "Deliver services at an acceptable cost.",
    "Make sure that users are satisfied.",
    "Availability was at 98.2% in 2024.",
    "During the past year, 15 major incidents occurred and were resolved.",
    "Services, e.g. with a response time of 2 seconds, are described in the catalogue.",
    "Target: tbd%",
    "Respond within [X] hours.",
    "Customers rate services on a 5-point scale.",
    "Incidents that last longer than 2 hours become major incidents.",
    "If more than 50 users are affected, the incident manager is called.",
    "Contracts above EUR 100,000 need the approval of the board.",
    "The supplier shall endeavour to restore the service within 6 hours.",
    "Requests are fulfilled within 2 days wherever possible.",
    "As a rule, reports are available after one week.",
    "Follow the requirements of section 8.2 and annex A.",
    "A second-level team takes over.",
    "Multi-factor authentication shall be used for remote access.",
    "One team, one goal.",
    "Form one voice towards the customer.",
    "Use Windows Server 2022 and SQL Server 2019.",
    "Our 3 core values are trust, care and pace.",
    "The 12 principles of the charter apply.",
    "Keep documentation current.",
    "Be cost effective.",
    "Foster innovation and continual improvement.",
    "Maintain a good relationship with all customers.",
    "Ensure that changes are assessed before they are approved.",
    "Service levels shall be agreed with the customer and reviewed regularly.",
    "Handle information securely at all times.",
    "Half-hearted measures are not enough.",
    "Give users a single place to go.",
    "Adequate capacity shall be available when needed.",
    "Incidents must be logged, categorised and prioritised.",
    "Take corrective action promptly.",
    "Ensure timely communication.",
    "The chair may invite up to three guests.",
    "Work according to COBIT 2019.",
    "Incident Rate: Decreasing trend",
    "Customer Effort Score: Low effort",
    "Vulnerability remediation: as per SLA by type",
    "IT Cost per User: Trending down",
    "Technology ROI: Positive ROI",
    "Compliance: Fully compliant",
    "Benchmark position: Top quartile",
    "Risk incidents (material): none tolerated in principle",
    "Medium priority requests will be handled during business hours.",
    "Maintenance windows are announced in advance.",
    "Customers are notified of outages as quickly as possible.",
    "A quarterly trend towards fewer incidents is expected.",
    "Data is backed up on a regular basis to protect against loss.",
    "Recovery objectives are set according to business impact.",
    "Conduct tabletop exercises to test the plan.",
    "Encrypt data at rest with AES-256.",
    "Use TLS 1.2 or higher for all connections.",
    "Logs are reviewed frequently.",
    "The CISO is responsible for the security programme.",
    "Provide 24x7 monitoring of all critical systems.",
    "Level 1 support answers simple questions.",
    "Ensure compliance with GDPR Article 32.",
    "Achieve best-in-class service quality by 2027.",
    "Work with over 40 partners in 12 countries.",
    "Increase self-service usage significantly.",
    "New hires receive training during onboarding.",
    "If downtime exceeds 1 hour, a post-mortem is written.",
    "Customers with more than 500 users get a dedicated contact.",
    "Support hours are 9am to 5pm Monday to Friday.",
    "The objectives of the plan are to protect data and to ensure continuity.",
    "Aim for high availability.",
    "Metrics will be agreed during the first quarter.",
    "The survey in 2023 showed 71% satisfied users.",
    "Up to date documentation is available to all staff.",
    "Contribute to the three strategic goals of the group.",
    "Handle incidents in order of priority.",
    "Deliver projects on time and on budget.",
    "Comply with the 30 controls of the baseline.",
]


@pytest.mark.parametrize("sentence", MEASURABLE)
def test_a_limit_date_frequency_or_criterion_makes_a_sentence_measurable(sentence: str) -> None:
    assert measurability(sentence, VOCABULARY).measurable


@pytest.mark.parametrize("sentence", VAGUE)
def test_names_conditions_examples_and_past_results_do_not(sentence: str) -> None:
    assert not measurability(sentence, VOCABULARY).measurable


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Resolve 95 % of incidents within four hours.", ["percentage", "duration"]),
        ("Review access rights twice a year.", ["frequency"]),
        ("Finish the roll-out by 30 June 2027.", ["deadline"]),
        ("Spend less than EUR 20,000 on training.", ["money"]),
        ("Reach a rating of 4.5 out of 5.", ["score"]),
        ("Halve the number of complaints.", ["ratio"]),
        ("Zero unplanned restarts.", ["zero"]),
        ("Keep more than 40 spare devices.", ["comparison"]),
        ("Have priority 1 incidents handled by level 2 support.", []),
    ],
)
def test_measures_have_a_kind(sentence: str, kinds: list[str]) -> None:
    assert [measure.kind for measure in find_measures(sentence, VOCABULARY)] == kinds


def test_measures_stand_where_the_sentence_has_them() -> None:
    sentence = "Mails are answered within 2 business days by the desk."
    (measure,) = find_measures(sentence, VOCABULARY)
    assert sentence[measure.start : measure.end] == measure.text == "within 2 business days"


def test_a_sentence_without_measure_says_which_test_it_failed() -> None:
    assert measurability("Improve the mood.", VOCABULARY).failed == "no value, no date, no frequency"


def test_an_escape_clause_is_named() -> None:
    result = measurability("Where practicable, faults are mended within two days.", VOCABULARY)
    assert result.escape == "where practicable"
    assert "takes the limit back" in result.failed


def test_an_escape_clause_reaches_no_further_than_its_part_of_the_sentence() -> None:
    assert measurability("Plans are tested once a year and amended where necessary.", VOCABULARY).measurable
    assert not measurability("Plans are tested once a year where possible.", VOCABULARY).measurable


def test_an_attempt_takes_back_all_that_follows() -> None:
    assert not measurability("We try to answer and close tickets within a day.", VOCABULARY).measurable


def test_a_direction_needs_more_than_a_date() -> None:
    result = measurability("Increase the use of the portal by the end of 2028.", VOCABULARY)
    assert result.only_dates
    assert result.failed == 'a date ("by the end of 2028"), but no value to reach'


def test_something_that_is_done_or_not_needs_only_a_date() -> None:
    assert measurability("Replace the old telephone system by the end of 2028.", VOCABULARY).measurable


def test_the_number_of_a_document_stands_for_what_it_says() -> None:
    assert measurability("Response times are as set out in OLA-114.", VOCABULARY).measurable
    assert not measurability("Response times are as set out in the agreement.", VOCABULARY).measurable
    assert not measurability("Response times are in line with ISO 20000.", VOCABULARY).measurable


def test_letters_that_change_their_length_in_lower_case_do_no_harm() -> None:
    sentence = "İİİ answers within 3 days."
    (measure,) = find_measures(sentence, VOCABULARY)
    assert measure.text == "within 3 days"


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 20_000,
        "at least " * 5_000,
        "one hundred and " * 5_000,
        "5 - " * 10_000,
        "no a-" * 10_000,
        "if a for 1 " * 5_000,
        "A-1-" * 10_000,
        "(e.g. " * 8_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    measurability(text, VOCABULARY)
    assert time.perf_counter() - start < 2


def test_patterns_of_the_configuration_are_stopped_when_they_hang() -> None:
    vocabulary = Vocabulary({"measures": {"measures": {"count": [r"(?:\d+ ?)+(?:\d+ ?)+x"]}}})
    start = time.perf_counter()
    measurability("Some " + "1 " * 2_000, vocabulary)
    assert time.perf_counter() - start < 10


def test_a_pattern_of_the_configuration_that_is_none_is_an_error() -> None:
    vocabulary = Vocabulary({"measures": {"fake": ["(unclosed"]}})
    with pytest.raises(ValueError, match="fake: no regular expression"):
        measurability("Within 2 days", vocabulary)
