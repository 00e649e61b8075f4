import pytest
from making import VOCABULARY

from itsmlint.facts.language import language_of_text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The purpose of this policy is to set out the rules for all staff and the use of the systems.",
        ),
        (
            "de",
            "Zweck dieser Richtlinie ist es, die Regeln für den Umgang mit der IT und den Daten festzulegen.",
        ),
        (
            "fr",
            "Cette politique définit les règles pour l'utilisation des systèmes et des données.",
        ),
        (
            "es",
            "El propósito de esta política es definir las reglas para el uso de los sistemas de la empresa.",
        ),
        (
            "it",
            "Lo scopo della presente politica è definire le regole per gli utenti e la gestione dei sistemi.",
        ),
        ("nl", "Het doel van dit beleid is het vaststellen van de regels voor het gebruik van de systemen."),
        (
            "cs",
            "Účelem této politiky je stanovit pravidla pro ochranu informací, která musí být dodržována.",
        ),
        ("el", "Η πολιτική ασφάλειας πληροφοριών καθορίζει τους κανόνες για όλους."),
        ("ru", "Настоящая политика устанавливает правила для всех сотрудников компании."),
    ],
)
def test_languages(code: str, text: str) -> None:
    assert language_of_text(text, VOCABULARY) == code


@pytest.mark.parametrize("text", ["", "Procedure", "Risk | Owner | Status | 12", "R A C I R A C I A R"])
def test_too_little_text(text: str) -> None:
    assert language_of_text(text, VOCABULARY) == "und"
