"""``itsmlint inspect``: what itsmlint understood of a document, and why."""

from pathlib import Path

import click
import msgspec

from itsmlint.cli.errors import StoppedError, tell_failure, told_plainly
from itsmlint.cli.options import config_options, format_option, look_of_terminal
from itsmlint.cli.progress import ProgressLine
from itsmlint.discovery import discover
from itsmlint.facts.model import Facts
from itsmlint.linting import Read, Unread, make_plan, read_file, read_sentences
from itsmlint.project import find_project
from itsmlint.reports import facts_json, facts_text
from itsmlint.run import Failure


@click.command(
    "inspect",
    epilog="\b\nExamples:\n"
    "  itsmlint inspect 'Risk Register.xlsx'\n"
    "  itsmlint inspect --output-format json policies/",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@format_option
@config_options
def command(paths: tuple[str, ...], output_format: str, config: Path | None, isolated: bool) -> None:
    """Show what itsmlint understood of documents, and why.

    It is the answer to "why does it say this?": the kind of document and the evidence for it, the document
    control and where each value stands, the outline, the registers and what each column was taken for.

    Exit status: 0, or 2 for wrong use or when no document is found.
    """
    with told_plainly():
        project = find_project([Path(path) for path in paths], config, isolated)
        settings = msgspec.structs.replace(
            project.settings, select=(), extend_select=(), ignore=(), per_file_ignores={}
        )
        plan = make_plan(msgspec.structs.replace(project, settings=settings), ())
        found = discover(paths, project.root, settings.exclude, settings.respect_gitignore)
        if not found.targets:
            raise StoppedError("no Word or Excel document found")
        outcomes: list[tuple[str, Facts | Unread]] = []
        failures: list[Failure] = []
        with ProgressLine() as progress:
            for done, target in enumerate(found.targets):
                progress.update(done, len(found.targets), target.shown)
                outcome = read_file(target, plan)
                if isinstance(outcome, Read):
                    outcome, failure = read_sentences(outcome, plan)
                    failures += [failure] if failure else []
                # The document itself is let go of: a folder of them would not fit into memory.
                outcomes.append((target.shown, outcome.facts if isinstance(outcome, Read) else outcome))
    if output_format == "json":
        click.echo(facts_json.render(outcomes), nl=False)
    else:
        click.echo(facts_text.render(outcomes, look_of_terminal()), nl=False)
    failures += [
        outcome.failure for _, outcome in outcomes if isinstance(outcome, Unread) and outcome.failure
    ]
    for failure in failures:
        tell_failure(failure)
