"""``itsmlint test-rules``: the examples of a rule pack, run."""

from pathlib import Path

import click

from itsmlint.cli.errors import StoppedError, told_plainly
from itsmlint.cli.options import format_option
from itsmlint.reports.json import dumps
from itsmlint.reports.layout import counted


@click.command("test-rules", epilog="\b\nExample:\n  itsmlint test-rules our-rules/")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@format_option
def command(folder: Path, output_format: str) -> None:
    """Run the examples of the rules in FOLDER.

    Each example is built into a real Word or Excel file, read back and checked; the rule must find something
    at every marked place and nowhere else. Exit status: 0 all passed, 1 some failed, 2 rules that cannot be
    loaded.
    """
    from itsmlint.rule_tests import run_rule_tests, too_few  # noqa: PLC0415 (imports the parsers)
    from itsmlint.rules import builtin_rules, load_rules  # noqa: PLC0415
    from itsmlint.vocabulary import rules_folder  # noqa: PLC0415

    with told_plainly():
        ours = folder.resolve().is_relative_to(rules_folder().resolve())
        beside = () if ours else builtin_rules()
        rules = load_rules(folder, beside=beside)
        if not rules:
            raise StoppedError(f"{folder}: no rule file found")
        results = run_rule_tests(rules, beside=builtin_rules() if ours else beside)
    failed = [result for result in results if not result.passed]
    short = {rule.id: words for rule in rules if (words := too_few(rule))}
    if output_format == "json":
        data = {
            "version": 1,
            "rules": len(rules),
            "examples": len(results),
            "failed": [
                {
                    "id": result.case.id,
                    "missed": list(result.missed),
                    "unexpected": list(result.unexpected),
                    "error": result.error,
                    "understood": result.understood,
                }
                for result in failed
            ],
            "too_few_examples": short,
        }
        click.echo(dumps(data), nl=False)
    else:
        for result in failed:
            click.echo(result.text)
        for rule, words in short.items():
            click.echo(f"{rule}: {words}")
        passed = len(results) - len(failed)
        click.echo(f"{counted(len(rules), 'rule')}: {passed} of {counted(len(results), 'example')} passed.")
    raise SystemExit(1 if failed or short else 0)
