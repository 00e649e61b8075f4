"""``itsmlint new-rule``: a rule of one's own to begin with."""

import re
from pathlib import Path

import click

from itsmlint.cli.errors import StoppedError
from itsmlint.new_rules import ABOUT, new_rule
from itsmlint.shown import shown_path

ID = re.compile(r"([A-Z]{2,8})([0-9]{3})")
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
FILE = re.compile(r"([A-Z]{2,8})([0-9]{3})-.*\.ya?ml")
OWN = "OWN"
"""Letters of the first rule in a folder, unless said otherwise."""


@click.command(
    "new-rule",
    epilog="\b\nWhat a rule can be about:\n"
    + "".join(f"  {about:10} {words}\n" for about, words in ABOUT.items())
    + "\n\b\nExamples:\n"
    "  itsmlint new-rule our-rules\n"
    "  itsmlint new-rule our-rules --about column --name supplier-register-with-data-location",
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--about", type=click.Choice(list(ABOUT)), default="text", show_default=True, help="What to begin with."
)
@click.option("--id", "rule_id", help="Capitals and three digits.  [default: the next one of the folder]")
@click.option("--name", help="Lower case with hyphens; reads well after 'allow'.  [default: own-rule-1 ...]")
def command(folder: Path, about: str, rule_id: str | None, name: str | None) -> None:
    """Write a rule of your own to begin with into FOLDER, as a file that works and explains itself.

    Change it, then run its examples with: itsmlint test-rules FOLDER. A file that is there is never
    written over. docs/writing-rules.md goes through all of it.
    """
    taken = _taken(folder)
    rule_id = rule_id or _next_id(taken)
    match = ID.fullmatch(rule_id)
    if match is None:
        raise StoppedError("--id is two to eight capitals and three digits, such as OWN001")
    name = name or f"own-rule-{int(match[2])}"
    if not NAME.fullmatch(name):
        raise StoppedError("--name is lower case words with hyphens, such as policy-without-contact")
    _refuse(rule_id, name, folder, taken)
    path = folder / f"{rule_id}-{name}.yaml"
    _write(path, new_rule(about, rule_id, name))
    shown = shown_path(folder)
    inside = shown if shown.startswith((".", "/")) else f"./{shown}"
    click.echo(
        f"{shown_path(path)} is written: {ABOUT[about]}.\n"
        "Change it in any text editor, then\n"
        f"  itsmlint test-rules {shown}\n"
        "runs its examples. To use the rules of the folder, write into itsmlint.toml\n"
        f'  rules = ["{inside}"]'
    )


def _taken(folder: Path) -> dict[str, Path]:
    """Ids of the rule files in the folder."""
    if not folder.is_dir():
        return {}
    found = ((FILE.fullmatch(path.name), path) for path in sorted(folder.iterdir()))
    return {match[1] + match[2]: path for match, path in found if match}


def _next_id(taken: dict[str, Path]) -> str:
    letters = max(taken, default=OWN)[:-3] if taken else OWN
    numbers = [int(rule_id[-3:]) for rule_id in taken if rule_id[:-3] == letters]
    number = max(numbers, default=0) + 1
    if number > 999:
        raise StoppedError(f"all ids of {letters} are taken; choose one with --id")
    return f"{letters}{number:03}"


def _refuse(rule_id: str, name: str, folder: Path, taken: dict[str, Path]) -> None:
    from itsmlint.rule_format import THEMES  # noqa: PLC0415
    from itsmlint.rules import builtin_rules, find_rule  # noqa: PLC0415 (imports the checks)

    if rule_id in taken:
        raise StoppedError(f"{shown_path(taken[rule_id])} has that id already")
    if rule_id[:-3] in THEMES:
        raise StoppedError(f"ids that begin with {rule_id[:-3]} are those of itsmlint; choose other letters")
    others = {known[:-3] for known in taken} - {rule_id[:-3]}
    if others:
        raise StoppedError(
            f"the rules in {shown_path(folder)} begin with {min(others)}; those of a folder begin alike"
        )
    if find_rule(builtin_rules(), name):
        raise StoppedError(f"a rule of itsmlint is called {name}; choose another name")


def _write(path: Path, text: str) -> None:
    """Write a new file; StoppedError when there is one or it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise StoppedError(f"{shown_path(path)} is there already, and is left as it is") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoppedError(f"{shown_path(path)}: cannot be written: {reason}") from None
