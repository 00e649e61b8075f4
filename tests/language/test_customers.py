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
