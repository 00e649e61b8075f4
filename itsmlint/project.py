"""The project a run is about: its folder and its configuration file, found and read.

The nearest ``itsmlint.toml``, or ``pyproject.toml`` with a ``[tool.itsmlint]`` table, counts, going up from
the folder that holds all that is checked, as far as the top of the git repository. A configuration is data:
nothing in it is run, nothing outside the project is read on its account.
"""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from itsmlint.nearest import did_you_mean
from itsmlint.patterns import PatternError, Patterns
from itsmlint.settings import PACKS, RegisterSettings, Settings
from itsmlint.shown import absolute, shown_path
from itsmlint.toml_lines import line_of

FILE_NAME = "itsmlint.toml"
MAX_BYTES = 1_000_000
WORDS = {
    "array": "a list",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "object": "a table",
    "date": "a date such as 2026-03-31",
    "null": "nothing",
}
"""msgspec's names of types, as people say them."""


class SettingsError(Exception):
    """A configuration that cannot be used, in one line with file and, where known, line."""


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """Where a run takes place and what is set for it."""

    root: Path
    """Patterns of the settings are relative to it; links that lead out of it are not followed."""
    settings: Settings
    file: Path | None = None
    """The configuration file, if there is one."""


def find_project(paths: Sequence[Path], config: Path | None = None, isolated: bool = False) -> Project:
    """The project of the files and folders, with the settings of ``config``, else of the nearest file.

    ``isolated`` ignores configuration files. Raises SettingsError.
    """
    base = common_folder(paths)
    root = git_root(base) or _without_repository(base)
    if config is not None:
        if not config.is_file():
            raise SettingsError(f"{shown_path(config)}: there is no such configuration file")
        return Project(root=root, settings=read_settings(config), file=config)
    if isolated:
        return Project(root=root, settings=Settings())
    file = nearest_config(base)
    if file is None:
        return Project(root=root, settings=Settings())
    _refuse_link_out(file, git_root(base) or file.parent)
    return Project(root=file.parent, settings=read_settings(file), file=file)


def common_folder(paths: Sequence[Path]) -> Path:
    """The deepest folder that holds all paths; the current one where there is none."""
    folders = [_nearest_folder(absolute(path)) for path in paths]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # no paths, or on several drives
        return Path.cwd()


def _nearest_folder(path: Path) -> Path:
    """The path itself or the first folder above it that exists: a pattern is no folder."""
    return next(folder for folder in (path, *path.parents) if folder.is_dir())


def git_root(folder: Path) -> Path | None:
    """The top of the git repository or work tree that the folder lies in."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def nearest_config(base: Path) -> Path | None:
    """The configuration file that counts for the folder."""
    top = git_root(base)
    for folder in (base, *base.parents):
        own = folder / FILE_NAME
        if own.is_file():
            return own
        shared = folder / "pyproject.toml"
        if shared.is_file() and _has_our_table(shared):
            return shared
        if folder == top:
            return None
    return None


def read_settings(file: Path) -> Settings:
    """The settings in a configuration file. Raises SettingsError."""
    text = _text(file)
    table = _toml(file, text)
    if file.name == "pyproject.toml":
        table = table.get("tool", {}).get("itsmlint", {})
        if not isinstance(table, dict):
            raise SettingsError(f"{shown_path(file)}: tool.itsmlint must be a table")
    try:
        _refuse_unknown(table, Settings)
        settings = msgspec.convert(table, Settings)
        _refuse_bad_values(settings, file)
    except _KeyError as problem:
        place = place_below(file, text, problem.key, *problem.below) if problem.below else ""
        raise SettingsError(f"{place or _place(file, text, problem.key)}: {problem}") from None
    except msgspec.ValidationError as error:
        key, words = _in_words(str(error))
        raise SettingsError(f"{_place(file, text, key)}: {words}") from None
    return settings


def _without_repository(base: Path) -> Path:
    current = Path.cwd()
    return current if base.is_relative_to(current) else base


def _has_our_table(file: Path) -> bool:
    text = _text(file)
    if "itsmlint" not in text:
        return False
    tool = _toml(file, text).get("tool", {})
    return isinstance(tool, dict) and "itsmlint" in tool


def _refuse_link_out(file: Path, top: Path) -> None:
    if not file.resolve().is_relative_to(top.resolve()):
        raise SettingsError(f"{shown_path(file)}: a link that leads out of the project is not followed")


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise SettingsError(f"{shown_path(file)}: larger than {MAX_BYTES:,} bytes")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{shown_path(file)}: is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{shown_path(file)}: {error.strerror or 'cannot be read'}") from None


def _toml(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, line = str(error), ""
        if found := re.search(r" \(at line (\d+), column \d+\)$", message):
            message, line = message[: found.start()], f":{found[1]}"
        raise SettingsError(
            f"{shown_path(file)}{line}: not valid TOML: {message[:1].lower()}{message[1:]}"
        ) from None
    except (ValueError, RecursionError):  # numbers of thousands of digits, nesting of thousands of levels
        raise SettingsError(
            f"{shown_path(file)}: not valid TOML: a value is too long or nested too deeply"
        ) from None


class _KeyError(Exception):
    """Something wrong with a key or its value; the key is one of the table itself."""

    def __init__(self, key: str, words: str, *below: str) -> None:
        super().__init__(words)
        self.key = key
        self.below = below


def _refuse_unknown(table: Mapping[str, Any], shape: type[msgspec.Struct], under: str = "") -> None:
    known = [field.encode_name for field in msgspec.structs.fields(shape)]
    for key in table:
        if key not in known:
            raise _KeyError(under or key, f"unknown key '{key}'; {did_you_mean(key, known)}")
    registers = table.get("registers") if shape is Settings else None
    for entry in registers if isinstance(registers, list) else ():
        if isinstance(entry, dict):
            _refuse_unknown(entry, RegisterSettings, under="registers")


def _refuse_bad_values(settings: Settings, file: Path) -> None:
    """What the types cannot say."""
    patterns = {
        "exclude": settings.exclude,
        "templates": settings.templates,
        "kinds": settings.kinds,
        "per-file-ignores": settings.per_file_ignores,
        "registers": [register.path for register in settings.registers],
    }
    for key, lines in patterns.items():
        try:
            Patterns(lines)
        except ValueError as error:
            reason = str(error) if isinstance(error, PatternError) else "not a pattern as in .gitignore"
            raise _KeyError(key, f"a pattern in '{key}' cannot be used: {reason}") from None
    for register in settings.registers:
        for letters in register.columns:
            if not re.fullmatch(r"[A-Z]{1,3}", letters):
                raise _KeyError(
                    "registers", f"columns are named by letters as in Excel, such as 'F', not '{letters}'"
                )
    if isinstance(settings.rules, Mapping):
        _refuse_bad_rules(settings.rules)
    for folder in settings.packs:
        _rules_folder(folder, file)


def _refuse_bad_rules(rules: Mapping[str, Any]) -> None:
    """What the table of rules may hold: folders, and for each rule a table. Rules themselves come later."""
    for name, values in rules.items():
        if name == PACKS:
            if not isinstance(values, list) or not all(isinstance(folder, str) for folder in values):
                raise _KeyError("rules", f"'{PACKS}' must be a list of folders", PACKS)
        elif not isinstance(values, Mapping):
            words = f"'{name}' must be a table of options, such as {{ severity = \"info\" }}"
            raise _KeyError("rules", words, name)


def _rules_folder(folder: str, file: Path) -> Path:
    """The rule folder that the configuration names: it must be inside the folder of the configuration."""
    home = file.parent.resolve()
    path = (home / folder).resolve()
    if not path.is_relative_to(home):
        raise _KeyError("rules", "folders of 'rules' must be inside the project")
    if not path.is_dir():
        raise _KeyError("rules", f"there is no folder '{folder}'")
    return path


def rule_folders(project: Project) -> tuple[Path, ...]:
    """The project's own rule folders. Raises SettingsError."""
    if project.file is None:
        return ()
    try:
        return tuple(_rules_folder(folder, project.file) for folder in project.settings.packs)
    except _KeyError as problem:
        raise SettingsError(f"{shown_path(project.file)}: {problem}") from None


def _in_words(message: str) -> tuple[str, str]:
    """msgspec's message in plain words, with the key of the table it is about."""
    path = ""
    if found := re.search(r" - at `(?:key in )?`?\$\.?(.*?)`$", message):
        message, path = message[: found.start()], found[1]
    key, dot, rest = path.replace("[...]", "").partition(".")
    place = re.sub(r"\[(\d+)\]", lambda number: f" {int(number[1]) + 1}", key) + (f": {rest}" if dot else "")
    key = key.partition("[")[0]
    if found := re.match(r"Expected `(.*?)`, got `(.*?)`", message):
        wanted = " or ".join(WORDS.get(name, name) for name in found[1].split(" | ") if name != "null")
        return key, f"'{place}' must be {wanted}, not {WORDS.get(found[2], found[2])}"
    if message.startswith("Invalid enum value"):
        return key, f"'{place}' must be one of {', '.join(_choices(key))}"
    if found := re.match(r"Object missing required field `(.*?)`", message):
        return key, f"'{place}' lacks '{found[1]}'"
    if message.startswith("Invalid RFC3339"):
        return key, f"'{place}' must be {WORDS['date']}"
    message = re.sub("`(.*?)`", lambda name: WORDS.get(name[1], name[1]), message)
    return key, f"'{place}': {message[:1].lower()}{message[1:]}" if place else message


def _choices(key: str) -> list[str]:
    kinds = {field.encode_name: field.type for field in msgspec.structs.fields(Settings)}
    kind = kinds.get(key)
    while kind is not None and get_origin(kind) is not None and not isinstance(get_args(kind)[0], str):
        kind = get_args(kind)[0]
    return [str(choice) for choice in get_args(kind)]


def place_below(file: Path, text: str, *keys: str) -> str:
    """``file:line`` of a value by the keys that lead to it, or of the innermost table around it."""
    prefix = ("tool", "itsmlint") if file.name == "pyproject.toml" else ()
    line = line_of(text, (*prefix, *keys))
    return f"{shown_path(file)}:{line}" if line else shown_path(file)


def _place(file: Path, text: str, key: str) -> str:
    """``file:line`` of a key where it can be found, else the file."""
    prefix = r"(?:tool\.itsmlint\.)?" if file.name == "pyproject.toml" else ""
    name = rf"[\"']?{re.escape(key)}[\"']?"
    pattern = re.compile(rf"^\s*(?:{name}\s*[=.]|\[\[?\s*{prefix}{name}\s*[\].])")
    if key:
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.match(line):
                return f"{shown_path(file)}:{number}"
    return shown_path(file)
