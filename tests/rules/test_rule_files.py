"""An error in a rule file says file, line, what is wrong and how to mend it."""

import json
from pathlib import Path

import pytest
import yaml

from itsmlint.rule_format import Rule
from itsmlint.rules import RuleErrors, catalogue, find_rule, load_rules

RULE = """\
id: RSK901
name: risk-without-plan
status: stable
since: "1.0"
severity: error
confidence: high
profile: essential
applies_to: [risk-register]
clauses: {iso20000-1:2018: ["6.1"]}
given: file
then: {must: be-readable, reason: empty}
message: "The file cannot be read."
why: Because.
fix: Mend it.
examples:
  bad:
    - broken: empty
  good:
    - word: |
        # Scope
"""


@pytest.fixture
def pack(tmp_path: Path):
    """Writes rule files and gives their folder."""

    def write(*texts: str) -> Path:
        folder = tmp_path / "pack" / "risk"
        folder.mkdir(parents=True, exist_ok=True)
        for text in texts:
            fields = dict(line.split(": ", 1) for line in text.splitlines() if line[:3] in ("id:", "nam"))
            name = f"{fields.get('id', 'RSK999')}-{fields.get('name', 'x')}.yaml"
            (folder / name).write_text(text, encoding="utf-8")
        return tmp_path / "pack"

    return write


def errors_of(folder: Path, **more) -> list[str]:
    with pytest.raises(RuleErrors) as caught:
        load_rules(folder, **more)
    return [f"{error.line}: {error.what}" for error in caught.value.errors]


def changed(old: str, new: str) -> str:
    assert old in RULE
    return RULE.replace(old, new)


def test_a_sound_rule_is_loaded(pack):
    (rule,) = load_rules(pack(RULE))
    assert (rule.id, rule.then.must, rule.then.options) == ("RSK901", "be-readable", {"reason": "empty"})


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("severity: error", "severty: error", "5: unknown key 'severty': did you mean 'severity'?"),
        ("severity: error", "severity: eror", "5: severity cannot be 'eror': did you mean 'error'?"),
        ("given: file", "given: files", "10: given cannot be 'files': did you mean 'file'?"),
        ('since: "1.0"', "since: 1.0", "4: since must be text, and is a number; put it in quotes"),
        ("id: RSK901", "id: risk-1", "1: id is two to eight capitals and three digits, such as RSK001"),
        ("why: Because.", "why: ''", "13: why is empty; fill it in"),
        ('["6.1"]', "[6.1]", "9: clauses.0 must be text, and is a number; put it in quotes"),
        ('["6.1"]', '["6.1", "6.11"]', "9: iso20000-1:2018 has no clause '6.11': did you mean '6.1'?"),
        (
            "iso20000-1:2018",
            "iso20000-1:2108",
            "9: unknown standard 'iso20000-1:2108': did you mean 'iso20000-1:2018'?",
        ),
        (
            "[risk-register]",
            "[risk-registers]",
            "8: unknown kind 'risk-registers': did you mean 'risk-register'?",
        ),
        (
            "must: be-readable",
            "must: be-redable",
            "11: no check function 'be-redable': did you mean 'be-readable'?",
        ),
        ("reason: empty", "reson: empty", "11: be-readable has no option 'reson': did you mean 'reason'?"),
        (
            "then: {must: be-readable, reason: empty}",
            "then: be-readable",
            "11: 'then' names a check function",
        ),
        ("given: file", "given: document", "10: be-readable works on 'given: file'"),
        (
            "given: file",
            "given: file\nwhere: {status: open}",
            "11: 'where' works on 'given: records' and 'given: statements' only",
        ),
        (
            "given: file\nthen: {must: be-readable, reason: empty}",
            "given: statements\nwhere: {type: gaol}\nthen: {must: name-who-acts}",
            "11: unknown value 'gaol': did you mean 'goal'?",
        ),
        (
            "given: file\nthen: {must: be-readable, reason: empty}",
            "given: statements\nwhere: {status: open}\nthen: {must: name-who-acts}",
            "11: unknown field 'status'",
        ),
        (
            "cannot be read",
            "is {resaon}",
            "12: message has the unknown part {resaon}: did you mean 'reason'?",
        ),
        (
            "given: file\nthen: {must: be-readable, reason: empty}",
            "given: records\nunless: {statsu: closed}\nthen: {must: be-accountable}",
            "11: unknown field 'statsu': did you mean 'status'?",
        ),
        ("cannot be read", "is { so", "12: message has a single '{'"),
        ("    - broken: empty", "    - broken: empty\n      word: x", "17: an example has one of"),
        ("    - broken: empty", "    - brocken: empty", "17: unknown key 'brocken': did you mean 'broken'?"),
        ("given: file", "given: file\nhidden_by: [RSK902]", "11: no rule 'RSK902'"),
        ("given: file", "given: file\nhidden_by: [RSK901]", "11: this rule hides itself"),
    ],
)
def test_says_where_and_how_to_mend_it(pack, old, new, error):
    (found,) = errors_of(pack(changed(old, new)))
    assert found.startswith(error)


def test_a_missing_key_is_named(pack):
    assert errors_of(pack(changed("why: Because.\n", ""))) == ["1: the key 'why' is missing"]


def test_a_wrong_option_names_the_function(pack):
    (found,) = errors_of(pack(changed("reason: empty", "reason: emty")))
    assert found.startswith("11: option of be-readable:")


def test_all_errors_of_all_files_are_told_at_once(pack):
    first = changed("severity: error", "severity: bad")
    second = (
        changed("RSK901", "RSK902")
        .replace("risk-without-plan", "other")
        .replace("profile: essential", "profile: x")
    )
    assert len(errors_of(pack(first, second))) == 2


def test_names_are_unique_across_ids_names_and_aliases(pack):
    second = changed(
        "id: RSK901\nname: risk-without-plan", "id: RSK902\nname: other\naliases: [risk-without-plan]"
    )
    assert errors_of(pack(RULE, second)) == [
        "2: 'risk-without-plan' is taken by another rule; ids, names and aliases are unique",
        "3: 'risk-without-plan' is taken by another rule; ids, names and aliases are unique",
    ]


def test_a_pack_may_not_take_the_name_of_a_rule_beside_it(pack, tmp_path):
    beside = load_rules(pack(RULE))
    other = tmp_path / "other" / "risk"
    other.mkdir(parents=True)
    (other / "RSK901-risk-without-plan.yaml").write_text(RULE)
    assert len(errors_of(other.parent, beside=beside)) == 2


def test_a_pack_may_be_hidden_by_a_rule_beside_it(pack, tmp_path):
    beside = load_rules(pack(RULE))
    other = tmp_path / "other" / "risk"
    other.mkdir(parents=True)
    text = RULE.replace("RSK901", "RSK902").replace("risk-without-plan", "b") + "hidden_by: [RSK901]\n"
    (other / "RSK902-b.yaml").write_text(text)
    assert [rule.id for rule in load_rules(other.parent, beside=beside)] == ["RSK902"]


def test_rules_that_hide_each_other_are_refused(pack):
    first = changed("given: file", "given: file\nhidden_by: [RSK902]")
    second = first.replace("RSK902", "X").replace("RSK901", "RSK902").replace("[X]", "[RSK901]")
    found = errors_of(pack(first, second.replace("risk-without-plan", "other")))
    assert len(found) == 2
    assert all("hides itself" in error for error in found)


def test_the_file_is_named_for_its_rule(pack):
    folder = pack(RULE)
    path = folder / "risk" / "RSK901-risk-without-plan.yaml"
    path.rename(path.with_name("risk.yaml"))
    assert errors_of(folder) == [
        "1: the file of this rule is called RSK901-risk-without-plan.yaml; rename it"
    ]


def test_a_folder_holds_one_theme(pack):
    found = errors_of(pack(RULE, RULE.replace("RSK901", "KPI901").replace("risk-without-plan", "kpi")))
    assert all("rules of the themes KPI, RSK in one folder" in error for error in found)


def test_yaml_that_is_no_rule(pack):
    folder = pack(RULE)
    (folder / "risk" / "list.yaml").write_text("- a\n")
    assert errors_of(folder) == ["1: a rule file is a mapping: 'id: RSK001' and so on"]


def test_word_lists_are_no_rules(pack):
    folder = pack(RULE)
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary" / "words.yaml").write_text("a: [b]\n")
    assert len(load_rules(folder)) == 1


def test_a_trusted_rule_that_is_wrong_has_the_same_errors(pack):
    assert errors_of(pack(changed("severity: error", "severity: eror")), trusted=True) == [
        "5: severity cannot be 'eror': did you mean 'error'?"
    ]


def test_trusted_and_untrusted_loading_agree(pack):
    folder = pack(RULE)
    assert load_rules(folder, trusted=True) == load_rules(folder)


@pytest.mark.parametrize("name", ["RSK901", "rsk901", "risk-without-plan", "OLD-NAME", "RSK001X"])
def test_a_rule_is_found_by_id_name_or_alias_in_any_case(pack, name):
    (rule,) = load_rules(pack(changed("status: stable", "aliases: [old-name, RSK001X]\nstatus: stable")))
    assert find_rule([rule], name) is rule


def test_the_catalogue_is_data_with_the_keys_of_the_file(pack):
    (entry,) = catalogue(load_rules(pack(RULE)))["rules"]
    assert entry["id"] == "RSK901"
    assert entry["then"] == {"must": "be-readable", "reason": "empty"}
    assert "examples" not in entry
    json.dumps(entry)


def test_a_colon_in_plain_text_is_explained(pack):
    (found,) = errors_of(pack(changed("why: Because.", "why: One thing: because.")))
    assert found == "13: a ': ' in text without quotes, or a wrong indentation; put the text in quotes"


def test_a_rule_that_cannot_be_read_is_not_unknown_to_the_others(pack):
    broken = changed("severity: error", "severity: bad")
    second = changed("given: file", "given: file\nhidden_by: [RSK901]")
    second = second.replace("id: RSK901\nname: risk-without-plan", "id: RSK902\nname: other")
    assert errors_of(pack(broken, second)) == ["5: severity cannot be 'bad': known are error, warning, info"]


@pytest.mark.parametrize("value", ["", "5", "[1, {a: b}]", "{a: [b]}", "true", "' '", "[[]]"])
@pytest.mark.parametrize(
    "key", [*Rule.__struct_fields__, "examples.bad", "examples.bad.0", "then.must", "then.reason"]
)
def test_whatever_stands_in_a_rule_file_ends_in_a_rule_or_in_words(pack, key, value):
    data = json.loads(json.dumps(yaml.safe_load(RULE)))
    holder = data
    *steps, last = (int(step) if step.isdecimal() else step for step in key.split("."))
    for step in steps:
        holder = holder[step]
    holder[last] = yaml.safe_load(value)
    folder = pack(RULE)
    (folder / "risk" / "RSK901-risk-without-plan.yaml").write_text(yaml.safe_dump(data))
    try:
        load_rules(folder)
    except RuleErrors as error:
        assert all(one.what for one in error.errors)
