"""Check of blank templates: said once, instead of everything that a template does not have."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.documents.location import Location
from itsmlint.facts.model import Facts
from itsmlint.facts.templates import IN_A_FOLDER_OF_TEMPLATES
from itsmlint.finding import Problem


@check("be-no-blank-template", given="document", parts=("because",))
def be_no_blank_template(place: Facts, options: Options, context: Context) -> Iterator[Problem]:
    """The document is one in use, or lies where the configuration says that templates lie."""
    if place.template and IN_A_FOLDER_OF_TEMPLATES not in place.template_because:
        yield Problem(location=Location(), parts={"because": " and ".join(place.template_because)})
