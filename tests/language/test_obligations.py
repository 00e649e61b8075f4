"""Who has to act, by the words of a sentence."""

import pytest
from reading import names_nobody, obligations


@pytest.mark.parametrize(
    "text",
    [
        "Tickets must be closed within two days.",
        "Tickets must get closed within two days.",
        "All changes are required to be tested.",
        "It is required that all changes be approved.",
        "It is recommended that access be reviewed each quarter.",
        "Incidents will need to be categorised and prioritised.",
        "The plan has to be tested at least annually.",
        "Changes ought to be reviewed after implementation.",
        "The report is to be sent each month.",
        "Fixed assets are not to be moved.",
        "Laptops must at all times be locked.",
        "Data must be, as a minimum, backed up weekly.",
        "Exceptions must be documented and, where necessary, escalated.",
        "Records must be accurate, complete and kept for five years.",
        "Accounts must expire after 90 days and be renewed on request.",
        "Code must be peer reviewed.",
        "Requests must be re-assigned the same day.",
        "If the incident cannot be resolved, it must be escalated.",
        "When an employee leaves, access must be revoked.",
        "Sensitive papers, when printed, shall be cleared from the printer.",
        "All information, regardless of form, must be protected.",
        "Risks that exceed the threshold must be treated.",
        "Backups mustn't be skipped.",
        "Please note that all visitors must be registered.",
    ],
)
def test_a_passive_without_agent_names_nobody(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        "Access must be approved by the system owner.",
        "Changes must be reviewed, tested and approved by the CAB.",
        "Terms shall be provided to and agreed upon by the customer.",
        "Changes must be authorised by either the change manager or the CAB.",
        "Access will be reviewed quarterly by the system owners.",
        "Tickets will be closed automatically by the system after five days.",
        "The plan must only be deactivated by [the crisis manager].",
        "The audit must be carried out by 3rd-party auditors.",
        "The work will be carried out under the supervision of the site manager.",
    ],
)
def test_by_and_somebody_names_who_acts(text: str) -> None:
    assert not names_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        "Reports must be sent by the fifth working day.",
        "Reports must be sent by 5 pm.",
        "Reports must be sent by 31 March of each year.",
        "Reports must be sent by close of business.",
        "Reports must be sent by e-mail.",
        "Incidents must be reported by sending a message to the desk.",
        "Incidents must be ranked by impact and urgency.",
        "Assets shall be labelled by means of a tag.",
        "Logs must be kept by default.",
        "Devices must be protected by a password.",
        "Requests must be submitted through the service desk.",
        "Approval must be obtained from the change manager.",
        "Changes requested by users must be approved.",
        "Systems operated by suppliers must be monitored.",
        "Access must be removed within a day of notification by HR.",
        "Visitors must be accompanied by a list of rules.",
    ],
)
def test_by_and_something_else_does_not(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        "The change manager shall approve all changes.",
        "Users must be able to reset their passwords.",
        "The plan must be available to all staff.",
        "Servers must be located in a locked room.",
        "Engineers must be qualified.",
        "Staff will be required to change their passwords.",
        "Users will be asked to confirm their rights.",
        "Employees will be held accountable for breaches.",
        "The service desk is responsible for logging incidents.",
        "Sessions must time out after ten minutes.",
        "There must be a deputy for each role.",
        "All records shall remain legible.",
        "The agreement shall be deemed accepted.",
        "This agreement shall be governed by the laws of Austria.",
        "The aim is to be recognised as a reliable provider.",
        "Logs and reports must be:",
        "Incidents are logged in the tool.",
        "Changes were to be approved.",
    ],
)
def test_an_active_verb_or_a_state_is_no_passive(text: str) -> None:
    assert not names_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        "If a change must be rolled back, the change manager decides.",
        "Should a breach be detected, the officer informs management.",
        "The form that must be used is on the intranet.",
        "The document describes how incidents should be handled.",
        "Decide which systems should be restored first.",
        "Managers must ensure that access rights are reviewed.",
        "Changes (which must be approved) are listed here.",
        "The rule “Data must be encrypted” is an example.",
        "Must it be approved?",
    ],
)
def test_conditions_and_talk_of_obligations_oblige_nobody(text: str) -> None:
    assert not names_nobody(text)


def test_an_obligation_has_its_place_cue_subject_and_agent() -> None:
    text = "Each month, all reports must be checked by the process owner."
    (found,) = obligations(text)
    assert text[found.start : found.end] == "must be checked"
    assert (found.cue, found.subject, found.agent) == ("must", "all reports", "process owner")
    assert found.passive
    assert not found.subordinate


def test_each_cue_of_a_sentence_is_an_obligation() -> None:
    found = obligations("Requests must be logged, and the service desk shall answer them.")
    assert [(one.cue, one.agentless) for one in found] == [("must", True), ("shall", False)]


def test_nouns_are_no_cues() -> None:
    assert obligations("There is no need to worry, and the will to improve is there.") == []


@pytest.mark.parametrize(
    "text",
    [
        "No device may be connected to the network without a scan.",
        "No laptop, tablet or phone may be lent to third parties.",
        "None of the keys may be copied.",
        "No exceptions can be granted after the freeze.",
        "Nor should passwords be written down.",
        "Backups are kept for a year; nor may tapes be reused.",
        "On no account should keys be shared.",
        "Under no circumstances may production data be copied to a laptop.",
        "At no time shall the server room be left open.",
        "In no case must a change be closed without a review.",
        "All backups to be stored off site.",
        "Logs to be retained for two years.",
        "Each incident to be recorded within an hour.",
        "Costs must be grouped by service.",
        "Reports should be sorted by site.",
        "Expenses are to be itemised by customer.",
        "Findings must be ranked by supplier.",
        "The report must be correct, complete and signed.",
        "It should be noted that all visitors must be registered.",
        "The findings should be noted in the log.",
        "Changes may be approved, but no change may be implemented at a weekend.",
        "No ticket may be closed before it has been checked.",
        "Costs have to be broken down by department.",
        "All media to be wiped before disposal.",
        "Requests need to be checked and, if complete, forwarded.",
    ],
)
def test_prohibitions_fragments_and_orders_name_nobody(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        "No device may connect to the network without a scan.",
        "No one may enter the server room.",
        "No device may be connected by staff of suppliers.",
        "No user may be absent from the training.",
        "Changes may be postponed.",
        "Nor should users share passwords.",
        "On no account should staff open attachments.",
        "Under no circumstances may users copy data.",
        "Under no circumstances may keys be copied by contractors.",
        "All backups to be stored off site by the operations team.",
        "Backups to be stored",
        "List of items to be discussed at the meeting.",
        "Ask for the change to be approved before the deadline.",
        "Findings must be tracked by Internal Audit.",
        "Releases have to be approved by the business.",
        "The plan shall be agreed with, and signed by, the customer.",
        "Reports must be reviewed by, and filed with, the quality manager.",
        "Access is to be granted by, or on the order of, the data owner.",
        "Analysts must be polite, patient and well trained.",
        "Managers should be fair, calm and focused.",
        "It should be noted that the desk is closed on Sundays.",
        "It must be remembered that tests take time.",
        "It should be borne in mind that suppliers need notice.",
        "It should not be assumed that backups work.",
        "Costs must be split by the finance manager.",
        "Risks are to be ranked by senior management.",
        "If no device may be connected, the user calls the desk.",
        "Data can be restored at any time.",
        "There is no reason why logs may be deleted.",
        "The form lists the items that may be ordered.",
        "The first change to be approved is the upgrade.",
        "Any changes to be made are described in the plan.",
        "Should any of this be unclear, the desk helps.",
        "In no event shall the provider be liable for loss.",
    ],
)
def test_words_near_to_these_name_somebody_or_oblige_nobody(text: str) -> None:
    assert not names_nobody(text)
