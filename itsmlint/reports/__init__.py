"""What was found, told in the form somebody needs: one module a format.

Each module has a function ``render(run, look)`` that makes the whole report from a
:class:`~itsmlint.run.Run`. None of them knows any rule.
"""

from importlib import import_module

from itsmlint.reports.layout import Look
from itsmlint.run import Run

FORMATS: tuple[str, ...] = ("text", "json")


def render(report: str, run: Run, look: Look) -> str:
    """The report in one of :data:`FORMATS`."""
    module = import_module(f"{__name__}.{report}")
    text: str = module.render(run, look)
    return text
