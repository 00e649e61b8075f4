"""``itsmlint check``: the main job."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from itsmlint.cli.errors import StoppedError, tell_failure, told_plainly
from itsmlint.cli.options import (
    Outputs,
    codes,
    config_options,
    iso_date,
    look_of_terminal,
    outputs,
)
from itsmlint.cli.progress import ProgressLine
from itsmlint.discovery import Discovery, discover
from itsmlint.linting import Plan, all_rules, check_files, make_plan
from itsmlint.project import Project, find_project
from itsmlint.reports import FORMATS, render
from itsmlint.reports.layout import Look, listed
from itsmlint.rule_format import Rule
from itsmlint.rule_options import set_rules
from itsmlint.run import SEVERITIES, Run
from itsmlint.settings import PROFILES, FailOn, Settings
from itsmlint.shown import shown_path
from itsmlint.writing import refuse_bad_target, write_text

HARMLESS = ("excluded", "ignored", "lock-file")
"""Reasons for which a named file may be left out without the run being in vain."""


@click.command(
    "check",
    epilog="\b\nExamples:\n"
    "  itsmlint check                                       everything below the current folder\n"
    "  itsmlint check policies/ 'registers/**/*.xlsx'       folders, files and patterns\n"
    "  itsmlint check --select RSK,DOC003 --as-of 2026-03-31\n"
    "  itsmlint check --output-format text --output-format json:findings.json",
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--select",
    callback=codes,
    multiple=True,
    metavar="CODES",
    help="Run these rules only: ids, names, themes such as RSK, or ALL, with commas between.",
)
@click.option("--ignore", callback=codes, multiple=True, metavar="CODES", help="Leave these rules out.")
@click.option("--profile", type=click.Choice(PROFILES), help="How much is asked of the documents.")
@click.option("--preview/--no-preview", default=None, help="Also run rules that are still being tried.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    help="The mildest severity that makes the exit status 1.  [default: error]",
)
@click.option(
    "--as-of", callback=iso_date, metavar="DATE", help="Judge dates as on this day.  [default: today]"
)
@click.option(
    "--output-format",
    "reports",
    callback=outputs,
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=f"{' or '.join(FORMATS)}; with a file, write it there. May be given several times.",
)
@click.option("--statistics", is_flag=True, help="Show counts by rule in place of the findings.")
@click.option("-q", "--quiet", is_flag=True, help="Show findings only; nothing when there are none.")
@click.option(
    "--no-cache", is_flag=True, help="Read every file anew. (There is no cache yet: this is always so.)"
)
@config_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    preview: bool | None,
    fail_on: str | None,
    as_of: date | None,
    reports: Outputs,
    statistics: bool,
    quiet: bool,
    no_cache: bool,
    config: Path | None,
    isolated: bool,
) -> None:
    """Check Word and Excel documents and report what an auditor would find.

    PATHS are files, folders and patterns; without any, the current folder. What .gitignore and the
    configuration leave out stays left out even when it is named.

    Exit status: 0 nothing found that --fail-on counts, 1 something found, 2 wrong use, no document found or a
    defect of itsmlint.
    """
    paths = paths or (".",)
    with told_plainly():
        project = find_project([Path(path) for path in paths], config, isolated)
        options: dict[str, Any] = {
            "select": select,
            "ignore": ignore,
            "profile": profile,
            "preview": preview,
            "fail_on": fail_on,
            "as_of": as_of,
        }
        project = msgspec.structs.replace(project, settings=with_options(project.settings, options))
        run = _run(paths, project, reports, quiet)
        _report(run, reports, look_of_terminal(quiet=quiet, statistics=statistics))
    ctx.exit(exit_status(run, project.settings.fail_on))


def with_options(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """The settings with the options that were given.

    --select is a choice of its own: it takes the place of what the configuration selects and ignores.
    """
    given = {name: value for name, value in options.items() if value is not None and value != ()}
    if "select" in given:
        given = {"extend_select": (), "ignore": (), **given}
    elif "ignore" in given:
        given["ignore"] = (*settings.ignore, *given["ignore"])
    return msgspec.structs.replace(settings, **given)


def exit_status(run: Run, fail_on: FailOn) -> int:
    """0, 1 or 2, as the help of the command says."""
    if fail_on == "never":
        return 0
    if any(run.failures()):
        return 2
    worst = run.worst()
    return int(worst is not None and SEVERITIES.index(worst) <= SEVERITIES.index(fail_on))


def _run(paths: tuple[str, ...], project: Project, reports: Outputs, quiet: bool) -> Run:
    settings = project.settings
    rules = all_rules(project)
    plan = make_plan(project, rules)
    discovery = discover(paths, project.root, settings.exclude, settings.respect_gitignore)
    if not discovery.targets:
        _refuse_nothing(paths, discovery)
    for _, file in reports:
        if file is not None:
            refuse_bad_target(file, [target.path for target in discovery.targets])
    with ProgressLine(wanted=not quiet) as progress:
        documents = tuple(check_files(discovery.targets, plan, progress.update))
    return Run(
        documents=documents,
        skipped=discovery.skipped,
        as_of=plan.as_of,
        rules=len(plan.selection.rules),
        known_rules=len(rules),
        profile=settings.profile,
        **_standing(rules, plan, discovery, settings),
    )


def _standing(rules: list[Rule], plan: Plan, discovery: Discovery, settings: Settings) -> dict[str, Any]:
    """What the closing words need to say which profile is reached."""
    ran = {rule.id: rule.profile for rule in plan.selection.rules}
    silent = plan.selection.silent(target.inside for target in discovery.targets)
    left_out = {
        rule.id: rule.profile
        for rule in rules
        if rule.status == "stable"
        and PROFILES.index(rule.profile) <= PROFILES.index(settings.profile)
        and (rule.id not in ran or rule.id in silent)
    }
    changed = tuple(rule for rule in set_rules(rules, settings) if rule in ran)
    return {"profiles": ran, "left_out": left_out, "changed": changed}


def _refuse_nothing(paths: tuple[str, ...], discovery: Discovery) -> None:
    """Stop a run that would check nothing, unless all that was named is files that are left out on purpose.

    A commit hook names files one by one: those that the project excludes are no reason to fail.
    """
    from itsmlint.reports.text import left_out  # noqa: PLC0415

    on_purpose = all(skipped.reason in HARMLESS for skipped in discovery.skipped)
    if discovery.skipped and on_purpose and all(Path(path).is_file() for path in paths):
        return
    words = f"no Word or Excel document found in {listed([shown_path(Path(path)) for path in paths], 3)}"
    if discovery.skipped:
        words += f"; left out: {left_out(discovery.skipped)}"
    raise StoppedError(words)


def _report(run: Run, reports: Outputs, look: Look) -> None:
    for report, file in reports:
        if file is None:
            click.echo(render(report, run, look), nl=False)
        else:
            plain = Look(quiet=look.quiet, statistics=look.statistics)
            write_text(file, render(report, run, plain))
    for failure in run.failures():
        tell_failure(failure)
