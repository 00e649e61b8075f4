"""The settings: every option once, with its type and its description.

The configuration reference in ``docs/configuration.md`` and the JSON Schema for editors are made from
:class:`Settings`, so an option that is not described here does not exist.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias, get_args

import msgspec
from msgspec import Meta

from itsmlint.rule_format import Profile

FailOn: TypeAlias = Literal["error", "warning", "info", "never"]

PROFILES: tuple[Profile, ...] = get_args(Profile)
"""From the least to the most that is asked of a set of documents."""

PACKS = "packs"
"""Key of the table ``rules`` that holds folders; its other keys are rules."""

Codes: TypeAlias = tuple[str, ...]
Globs: TypeAlias = tuple[str, ...]


class RegisterSettings(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab", omit_defaults=True
):
    """A register that itsmlint reads wrongly by itself: what is written here is not guessed."""

    path: Annotated[str, Meta(description="Pattern of the files that hold the register.")]
    sheet: Annotated[
        str, Meta(description="Sheet of the register; without it the first table of a Word document.")
    ] = ""
    header_row: Annotated[
        int, Meta(description="Row with the column names, as Excel counts; 0 leaves it to itsmlint.", ge=0)
    ] = 0
    kind: Annotated[str, Meta(description="Kind of the register, such as `risk-register`.")] = ""
    columns: Annotated[
        Mapping[str, str], Meta(description='Column letters and what they hold: `{ F = "owner" }`.')
    ] = {}


class Settings(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab", omit_defaults=True
):
    """Everything that can be set in `itsmlint.toml` or under `[tool.itsmlint]` in `pyproject.toml`."""

    profile: Annotated[
        Profile,
        Meta(
            description="How much is asked: `essential` is what an auditor raises from the document alone, "
            "`audit-ready` adds what makes an audit go smoothly, `exemplary` adds the rest. "
            "Rules named one by one in `select` run whatever the profile."
        ),
    ] = "audit-ready"
    select: Annotated[
        Codes,
        Meta(
            description="Rules to run, by id (`RSK001`), name (`risk-without-owner`), theme (`RSK`) "
            "or `ALL`. Empty: all stable rules of the profile. Files that cannot be read are always reported."
        ),
    ] = ()
    extend_select: Annotated[Codes, Meta(description="Rules to run beside those of `select`.")] = ()
    ignore: Annotated[Codes, Meta(description="Rules to leave out, written as in `select`.")] = ()
    per_file_ignores: Annotated[
        Mapping[str, Codes],
        Meta(description='Rules to leave out for some files: `{ "drafts/" = ["DOC004"] }`.'),
    ] = {}
    preview: Annotated[
        bool, Meta(description="Also run rules that are still being tried (status `preview`).")
    ] = False
    fail_on: Annotated[
        FailOn, Meta(description="The mildest severity that makes `check` exit with 1; `never` for none.")
    ] = "error"
    as_of: Annotated[
        dt.date | None,
        Meta(description="The day for which documents are judged, such as `2026-03-31`; without it today."),
    ] = None
    exclude: Annotated[
        Globs,
        Meta(
            description="Patterns of files and folders to leave out, even when named on the command line. "
            "Folders such as `.git`, `.venv` and `node_modules` are left out anyway."
        ),
    ] = ()
    respect_gitignore: Annotated[
        bool, Meta(description="Leave out what `.gitignore` files and `.git/info/exclude` leave out.")
    ] = True
    kinds: Annotated[
        Mapping[str, str],
        Meta(
            description="Kinds of documents that itsmlint shall not guess: "
            '`{ "registers/risks*.xlsx" = "risk-register" }`. The last pattern that matches counts.'
        ),
    ] = {}
    templates: Annotated[
        Globs, Meta(description="Patterns of blank templates, which are not asked for their values.")
    ] = ()
    accepted_teams: Annotated[
        tuple[str, ...],
        Meta(description="Teams that may own risks, actions and documents as a person or role may."),
    ] = ()
    registers: Annotated[
        tuple[RegisterSettings, ...],
        Meta(description="Registers whose sheet, header row, kind or columns are set by hand."),
    ] = ()
    vocabulary: Annotated[
        Mapping[str, Any],
        Meta(
            description="Additions to the word lists in `rules/vocabulary/`, by file name without ending "
            "and in the same shape as the file; lists are added to."
        ),
    ] = {}
    rules: Annotated[
        tuple[str, ...] | Mapping[str, Any],
        Meta(
            description="Folders with rules of your own, inside the project: `['./our-rules']`. "
            "Or a table: `packs` holds the folders, and `[rules.RSK003]` the options of that rule."
        ),
    ] = ()

    @property
    def packs(self) -> tuple[str, ...]:
        """Folders with rules of the project's own."""
        return tuple(self.rules.get(PACKS, ())) if isinstance(self.rules, Mapping) else self.rules

    @property
    def rule_options(self) -> Mapping[str, Mapping[str, Any]]:
        """By id or name of a rule what is set for it."""
        if not isinstance(self.rules, Mapping):
            return {}
        return {rule: options for rule, options in self.rules.items() if rule != PACKS}
