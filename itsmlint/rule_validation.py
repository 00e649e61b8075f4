"""What can be wrong with a rule file, in words that say how to mend it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import msgspec

from itsmlint.checks import CheckFunction, check_functions
from itsmlint.clauses import standards
from itsmlint.messages import TemplateError, parts_of
from itsmlint.nearest import did_you_mean
from itsmlint.places import COMMON_PARTS, CONTAINER_PARTS, FOLDED_PARTS, PLACE_PARTS
from itsmlint.rule_format import ANY_KIND, Example, Examples, Given, Profile, Rule, Status
from itsmlint.statement_values import VALUES
from itsmlint.vocabulary import Vocabulary
from itsmlint.yaml_files import YamlError, YamlFile

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": get_args(Status),
    "severity": ("error", "warning", "info"),
    "confidence": ("high", "medium", "low"),
    "profile": get_args(Profile),
    "given": get_args(Given),
    "in_templates": ("skip", "info", "check"),
    "in_records": ("check", "skip"),
}
_WORDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "empty",
}


def problems_of(file: YamlFile, vocabulary: Vocabulary) -> Iterator[YamlError]:
    """Everything wrong with one rule file that shows in the file alone."""
    if not isinstance(file.data, dict):
        yield file.error("a rule file is a mapping: 'id: RSK001' and so on")
        return
    found = list(_form_problems(file))
    yield from found
    if found:  # what follows would only echo them
        return
    yield from _meaning_problems(file, file.data, vocabulary)


def _form_problems(file: YamlFile) -> Iterator[YamlError]:
    yield from _key_problems(file)
    yield from _choice_problems(file)
    if list(_key_problems(file)) or list(_choice_problems(file)):
        return
    then = file.data["then"]
    if not isinstance(then, dict) or not isinstance(then.get("must"), str):
        yield file.error("'then' names a check function: then: {must: be-accountable, field: owner}", "then")
        return
    data = {**file.data, "then": {"must": then["must"], "options": {}}}
    try:
        msgspec.convert(data, Rule)
    except msgspec.ValidationError as error:
        yield file.error(*_in_words(error))


def _key_problems(file: YamlFile) -> Iterator[YamlError]:
    unknown = list(_unknown_keys(file, file.data, Rule.__struct_fields__))
    yield from unknown
    for field in msgspec.structs.fields(Rule):
        misspelt = any(f"did you mean {field.name!r}?" in error.what for error in unknown)
        if field.required and field.name not in file.data and not misspelt:
            yield file.error(f"the key {field.name!r} is missing")
    examples = file.data.get("examples")
    if not isinstance(examples, dict):
        return
    yield from _unknown_keys(file, examples, Examples.__struct_fields__, "examples")
    for verdict, items in examples.items():
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield from _unknown_keys(file, item, Example.__struct_fields__, "examples", verdict, index)


def _unknown_keys(
    file: YamlFile, data: Mapping[str, Any], known: tuple[str, ...], *steps: str | int
) -> Iterator[YamlError]:
    for key in data:
        if key not in known:
            yield file.error(f"unknown key {key!r}: {did_you_mean(key, known)}", *steps, key)


def _choice_problems(file: YamlFile) -> Iterator[YamlError]:
    for key, choices in _CHOICES.items():
        value = file.data.get(key)
        if key in file.data and value not in choices:
            yield file.error(f"{key} cannot be {str(value)[:60]!r}: {did_you_mean(str(value), choices)}", key)


_AT = re.compile(r"^(.*?)(?: - at `(?:key in )?\$(.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]|\[\.\.\.\]")
_WRONG_TYPE = re.compile(r"Expected `(.*)`, got `(.*)`")


def _in_words(error: msgspec.ValidationError) -> tuple[Any, ...]:
    """What msgspec says, in words for people, and the path of the piece it is about."""
    match = _AT.match(str(error))
    said, where = (match[1], match[2] or "") if match else (str(error), "")
    steps = [name or int(index) for name, index in _STEP.findall(where) if name or index]
    return (f"{_what('.'.join(str(s) for s in steps), said)}", *steps)


def _what(key: str, said: str) -> str:
    if wrong := _WRONG_TYPE.search(said):
        wanted = " or ".join(_WORDS.get(kind.strip(), kind.strip()) for kind in wrong[1].split("|"))
        got = _WORDS.get(wrong[2], wrong[2])
        hint = "; put it in quotes" if wrong[2] in ("int", "float", "bool") and "str" in wrong[1] else ""
        return f"{key} must be {wanted}, and is {got}{hint}"
    if "matching regex" in said and key == "id":
        return "id is two to eight capitals and three digits, such as RSK001"
    if "matching regex" in said and key == "name":
        return "name is lower case words with hyphens, such as risk-without-owner"
    if "matching regex" in said and key == "article_clause":
        return "article_clause is a clause number, such as '4.2'"
    if "length >= 1" in said:
        return f"{key} is empty; fill it in"
    return f"{key}: {said}" if key else said


def _meaning_problems(file: YamlFile, data: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[YamlError]:
    yield from _clause_problems(file, data)
    yield from _kind_problems(file, data, vocabulary)
    yield from _value_problems(file, data, vocabulary)
    yield from _example_problems(file, data)
    function = check_functions().get(data["then"]["must"])
    if function is None:
        name = data["then"]["must"]
        yield file.error(
            f"no check function {name!r}: {did_you_mean(name, check_functions())}", "then", "must"
        )
        return
    yield from _option_problems(file, data, function)
    yield from _message_problems(file, data, function)


def _clause_problems(file: YamlFile, data: Mapping[str, Any]) -> Iterator[YamlError]:
    for standard, numbers in data.get("clauses", {}).items():
        if standard not in standards():
            yield file.error(
                f"unknown standard {standard!r}: {did_you_mean(standard, standards())}", "clauses", standard
            )
            continue
        known = standards()[standard].clauses
        for index, number in enumerate(numbers):
            if number not in known:
                yield file.error(
                    f"{standard} has no clause {number!r}: {did_you_mean(number, known)}",
                    "clauses",
                    standard,
                    index,
                )


def known_kinds(vocabulary: Vocabulary) -> list[str]:
    """The kinds of documents and registers of ``rules/vocabulary/kinds.yaml``."""
    kinds: Mapping[str, Any] = vocabulary.read("kinds", dict[str, Any])["kinds"]
    return sorted(kinds)


def known_fields(vocabulary: Vocabulary) -> list[str]:
    """The fields of registers of ``rules/vocabulary/columns.yaml``, with those by stage of treatment."""
    columns = vocabulary.read("columns", dict[str, Any])
    fields: Mapping[str, Mapping[str, Any]] = columns["fields"]
    staged = [
        f"{stage}_{name}"
        for name, field in fields.items()
        if field.get("stages")
        for stage in columns["stages"]
    ]
    return sorted([*fields, *staged])


def _kind_problems(file: YamlFile, data: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[YamlError]:
    kinds = known_kinds(vocabulary)
    for key, known in (("applies_to", [*kinds, *sorted(ANY_KIND)]), ("not_for", kinds)):
        for index, kind in enumerate(data.get(key, ())):
            if kind not in known:
                yield file.error(f"unknown kind {kind!r}: {did_you_mean(kind, known)}", key, index)


def _value_problems(file: YamlFile, data: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[YamlError]:
    known = VALUES if data["given"] == "statements" else known_fields(vocabulary)
    for key in ("where", "unless"):
        conditions = data.get(key) or {}
        if conditions and data["given"] not in ("records", "statements"):
            yield file.error(
                f"{key!r} works on 'given: records' and 'given: statements' only, not on {data['given']!r}",
                key,
            )
            continue
        for field in conditions:
            if field not in known:
                yield file.error(f"unknown field {field!r}: {did_you_mean(field, known)}", key, field)
            elif data["given"] == "statements":
                yield from _statement_problems(file, key, field, conditions[field])


def _statement_problems(file: YamlFile, key: str, field: str, wanted: Any) -> Iterator[YamlError]:
    """Values of a condition on statements that no statement can have."""
    for value in wanted if isinstance(wanted, list | tuple) else (wanted,):
        if value not in VALUES[field]:
            yield file.error(
                f"unknown value {value!r}: {did_you_mean(str(value), VALUES[field])}", key, field
            )


def _example_problems(file: YamlFile, data: Mapping[str, Any]) -> Iterator[YamlError]:
    for verdict, items in data["examples"].items():
        for index, item in enumerate(items):
            if sum(key in item for key in ("word", "excel", "broken")) != 1:
                yield file.error(
                    "an example has one of 'word', 'excel' and 'broken'", "examples", verdict, index
                )


def _option_problems(file: YamlFile, data: Mapping[str, Any], function: CheckFunction) -> Iterator[YamlError]:
    if data["given"] not in function.given:
        places = " or ".join(f"'given: {place}'" for place in function.given)
        yield file.error(f"{function.name} works on {places}", "given")
    options = {key: value for key, value in data["then"].items() if key != "must"}
    known = function.options.__struct_fields__
    unknown = [key for key in options if key not in known]
    for key in unknown:
        yield file.error(f"{function.name} has no option {key!r}: {did_you_mean(key, known)}", "then", key)
    if unknown:
        return
    try:
        msgspec.convert(options, function.options)
    except msgspec.ValidationError as error:
        what, *steps = _in_words(error)
        yield file.error(f"option of {function.name}: {what}", "then", *steps)


def _message_problems(
    file: YamlFile, data: Mapping[str, Any], function: CheckFunction
) -> Iterator[YamlError]:
    given = data["given"]
    shared = {*COMMON_PARTS, *CONTAINER_PARTS.get(given, ()), *_option_parts(given, data, function)}
    own = {*shared, *PLACE_PARTS.get(given, ()), *function.parts}
    for key, known in (("message", own), ("message_folded", {*shared, *FOLDED_PARTS, *function.parts})):
        try:
            parts = parts_of(data.get(key, ""))
        except TemplateError as error:
            yield file.error(f"{key} has {error}", key)
            continue
        for part in parts:
            if part not in known:
                yield file.error(
                    f"{key} has the unknown part {{{part}}}: {did_you_mean(part, sorted(known))}", key
                )


def _option_parts(given: str, data: Mapping[str, Any], function: CheckFunction) -> set[str]:
    parts = {
        field.name
        for field in msgspec.structs.fields(function.options)
        if isinstance(data["then"].get(field.name, field.default), str)
    }
    return parts | {"column"} if "field" in parts and given in ("registers", "records") else parts
