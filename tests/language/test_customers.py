"""Customers and users, told apart and confused."""

import pytest
from reading import VOCABULARY

from itsmlint.language.customers import find_confusion


def how(text: str) -> str | None:
    found = find_confusion(text, VOCABULARY)
    return found.how if found else None


@pytest.mark.parametrize(
    "text",
    [
        "The customer/user is told by e-mail.",
        "Customers and/or users must be informed.",
        "The user (customer) is told by e-mail.",
        "Users, i.e. customers, rate the service.",
        "Customer and user have the same meaning here.",
        'The terms "customer" and "user" are used interchangeably.',
        "We call our users customers.",
        "Every user is treated as a customer.",
        "Users are our customers.",
        "The customer or user opens the ticket.",
    ],
)
def test_both_taken_for_one_role(text: str) -> None:
    assert how(text) == "as-one"


@pytest.mark.parametrize(
    "text",
    [
        "User: the party that signs the contract.",
        "A user is the organisation that pays for the services.",
        "Customer: a person who works with the system every day.",
        "A customer is anyone who calls the service desk.",
    ],
)
def test_one_defined_by_what_the_other_is(text: str) -> None:
    assert how(text) == "definition"


@pytest.mark.parametrize(
    "text",
    [
        "Users approve the service budget.",
        "The users agree the service levels with the provider.",
        "The contract is signed by the user.",
        "We negotiate the SLA with our users.",
        "The user pays a monthly fee.",
    ],
)
def test_users_who_do_what_customers_do(text: str) -> None:
    assert how(text) == "user-as-customer"


@pytest.mark.parametrize(
    "text",
    [
        "Customers report faults by phone.",
        "The customer calls the service desk when the screen is dark.",
        "Customers must not share their passwords.",
        "The agent unlocks the customer's account.",
        "If a customer cannot log on, he calls the hotline.",
        "Each customer gets a laptop.",
    ],
)
def test_customers_who_do_what_users_do(text: str) -> None:
    assert how(text) == "customer-as-user"


@pytest.mark.parametrize(
    "text",
    [
        "Customers and users are informed about major incidents.",
        "Customer and user are different roles and must not be confused.",
        "The customer portal shows the reports.",
        "Customer employees report incidents to the service desk.",
        "The customer receives a report on incidents each month.",
        "The customer's users reset their passwords themselves.",
        "The customer names the users who may submit requests.",
        "The user acceptance test is signed off by the customer.",
        "Users must sign the acceptable use policy.",
        "User: anyone who uses the service.",
        "Customer: the organisation that pays for the service.",
        "A customer defines requirements; a user uses the service.",
        "User accounts are created by the service desk.",
        "The application stores customer passwords encrypted.",
        "Nobody else is meant.",
    ],
)
def test_sentences_that_confuse_nobody(text: str) -> None:
    assert how(text) is None


def test_the_words_are_marked() -> None:
    text = "In the office, customers report faults by phone."
    found = find_confusion(text, VOCABULARY)
    assert found is not None
    assert text[found.start : found.end] == "customers report faults"


@pytest.mark.parametrize(
    "text",
    [
        "Customers who lose a smart card inform security at once.",
        "Customers can follow the status of their fault reports in the portal.",
        "A customer whose workstation is defective is given a loan laptop.",
        "Customers must wear their badge.",
        "Before the technician leaves, the customer confirms that the PC works.",
        "The users are entitled to service credits.",
        "Each user can give notice of termination of the contract.",
        "The end user, as contracting partner, is informed.",
        "A customer who finds a USB stick hands it to reception.",
        "The customer must report a stolen phone on the same day.",
        "Each customer has a PC and a desk phone.",
        "Every customer uses a standard laptop with an asset tag.",
        "The asset tag of the customer's monitor is noted in the ticket.",
        "The analyst asks for the asset number of the customer's laptop.",
        "If the customer cannot print, check the toner.",
        "The customer can't open an attachment.",
        "Customers are unable to connect to the VPN.",
        "A technician looks at the customer's mouse and keyboard.",
        "Desktop support visits the customer.",
        "The engineer meets the customer at her desk.",
        "Third-level support goes to the customer's workplace.",
        "Customers lock their screens when they leave the room.",
        "Customers: never leave your laptop unattended.",
        "New customers receive a network account and a mailbox.",
        "The customer is given an e-mail account on his first day.",
        "On their first working day new customers collect a badge.",
        "Customers are provided with a notebook by IT.",
        "The caller/customer is informed when the ticket is closed.",
        "The customer is sent an e-mail with the ticket number.",
        "The customer may reopen the incident within three days.",
        "Users are parties to this service level agreement.",
        "The end user is a party to the contract.",
        "Users may renew the agreement for a further year.",
        "Users can terminate the service agreement at the end of each year.",
        "The users are responsible for negotiating the contract with the provider.",
        "End users are accountable for the approval of price changes in the contract.",
        "Users decide which services are bought from outside suppliers.",
        "The users determine what services the company purchases.",
        "Users own the requirements for all services.",
        "The requirements are signed off by the users.",
        "Price increases must be approved by the users.",
        "Service credits are paid to the users.",
        "Services are charged to the users' budget.",
        "Our customers (all employees of the hospital) call the service desk.",
        "The customers of IT services (end users) are polled once a year.",
        "Our customers are the staff and students of the university.",
        'Employees, hereinafter called "customers", may order equipment.',
        "All staff (hereinafter customers) have an e-mail account.",
        "Internal customers, i.e. employees in all branches, are informed by e-mail.",
        "All employees who use a computer are referred to as customers.",
        "Customers bring their laptops to the service point.",
        "The customer's PC is replaced after four years.",
        "The technician calls the customer back and takes over his screen.",
        "Customers choose a password of at least twelve characters.",
        "Please have your customer restart the PC.",
        "When customers forget their PIN, they contact the helpdesk.",
        "The customer is asked for his staff number.",
        "Users sign off the SLA once a year.",
        "The end-users approve the annual budget for the service.",
        "Contracts are renewed by the users.",
        "The SLA is negotiated with the users.",
        "Users are invoiced each month.",
        "Customers log in with two factors.",
        "Customer: every member of staff with a network account.",
    ],
)
def test_one_where_the_other_is_meant(text: str) -> None:
    assert how(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The customer reports lost revenue after a breach of the SLA.",
        "The customer checks the status of its contracts.",
        "The customer, whose users work abroad, pays for roaming.",
        "Customers connect their networks to the gateway.",
        "The user gives notice of an absence.",
        "The customer trains its users.",
        "Customers must report changes of their contact person.",
        "The customer has a contract with two suppliers.",
        "Each customer has an account manager.",
        "The customer has a service review every quarter.",
        "Customers cannot cancel within the first year.",
        "The customer cannot approve the change without a test report.",
        "The account manager visits the customer every quarter.",
        "The auditor visits the customer's site.",
        "The customer's data centre is in Vienna.",
        "The customer's contract manager signs the report.",
        "The customer's users receive a laptop on their first day.",
        "Users report lost tokens to the service desk.",
        "Users lock their screens when they leave.",
        "New users get a network account on their first day.",
        "If a user cannot print, second-line support visits the user's desk.",
        "Users may terminate their session at any time.",
        "Users may not terminate the agreement; only the customer may.",
        "Users do not sign the SLA.",
        "SLAs are signed by the customer, not by the users.",
        "Users choose which services they see on the portal page.",
        "Users are informed which services are unavailable.",
        "The user is responsible for the security of the password.",
        "Users are consulted on requirements; the customer owns them.",
        "The requirements of users are collected by the customer.",
        "Service credits are paid to the customer.",
        "The customer is a party to the SLA.",
        "The customer decides which services are bought.",
        "Our customers are the faculties and departments of the university.",
        "Our customers, i.e. the business units, sign the SLA.",
        "The customer's employees are the users of the service.",
        "Customers (external organisations) conclude a contract.",
        "Staff of the customer are users of the services.",
        "All staff treat customers with respect.",
        "Employees of the provider, hereinafter staff, serve the customer.",
        "Our staff and our customers are told of major incidents.",
        "The customer receives a monthly report with the number of incidents.",
        "The customer receives an invoice on the first day of the month.",
        "Your customer relationship manager is your first contact.",
        "Customer contact: your account manager answers within one day.",
        "Customers, users and suppliers are interested parties.",
        "Staff who visit customers wear a badge.",
        "The customer is given a report of all accounts.",
        "The customer provides laptops to its users.",
        "The customer pays for all laptops of its users.",
        "The customer approves the standard configuration of the laptops.",
        "The customer orders ten laptops from the catalogue for its department.",
        "Staff/customer ratio is reviewed yearly.",
        "The customer reviews the number of tickets in the service review.",
        "User agreements are renewed by the customer.",
        "Users accept the licence agreement.",
        "Users extend their knowledge through training.",
        "The customer moves its office next year.",
        "Users decide how they use the service.",
        "Customers use the service to sell insurance.",
        "The customer needs two printers at each site.",
        "Users enter into the system the hours worked.",
        "The customer carries the cost of replacement laptops.",
        "Customer satisfaction is measured when your ticket is closed.",
        "Tokens for remote access are ordered by the customer.",
        "Customers do not call the service desk; their users do.",
    ],
)
def test_words_near_to_these_confuse_nothing(text: str) -> None:
    assert how(text) is None


def test_people_who_work_with_services_are_no_customers_by_name() -> None:
    assert how("Our customers, i.e. all employees, may open a ticket.") == "definition"
    assert how("Our customers, i.e. the business units, sign the SLA.") is None


def test_users_to_whom_a_customers_right_is_denied_are_not_confused() -> None:
    assert how("Users may terminate the agreement.") == "user-as-customer"
    assert how("Users may not terminate the agreement.") is None
