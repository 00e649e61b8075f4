"""Findings drawn at random, to be read beside their documents and judged.

``python -m benchmarks.sample FOLDER [--each N] [--a-file N] [--seed N] [--rule ID]... [--total N]`` checks
a folder and prints, for each rule, up to N findings, or N findings of all rules together with ``--total``,
never more than ``--a-file`` from one file. The same folder, seed and itsmlint give the same sample. The
figures in ``docs/accuracy.md`` come from reading such samples.
"""

import argparse
import json
import random
import subprocess
import sys
from collections import Counter, defaultdict
from typing import Any

Finding = dict[str, Any]


def findings_of(folder: str, rules: list[str]) -> list[Finding]:
    """What ``itsmlint check`` finds in a folder, whatever configuration lies about."""
    command = [sys.executable, "-m", "itsmlint", "check", folder, "--isolated", "--no-cache", "-q"]
    command += ["--profile", "exemplary", "--fail-on", "never", "--output-format", "json"]
    command += [word for rule in rules for word in ("--select", rule)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[Finding] = json.loads(done.stdout)["findings"]
    return found


def drawn(found: list[Finding], number: int, a_file: int, chance: random.Random) -> list[Finding]:
    """Up to ``number`` of the findings, at most ``a_file`` from one file, in a random order."""
    order = sorted(found, key=lambda finding: (finding["path"], finding["rule"], finding["fingerprint"]))
    chance.shuffle(order)
    taken: Counter[str] = Counter()
    chosen: list[Finding] = []
    for finding in order:
        if len(chosen) < number and taken[finding["path"]] < a_file:
            taken[finding["path"]] += 1
            chosen.append(finding)
    return chosen


def show(number: int, finding: Finding) -> None:
    print(f"{number:3d}  {finding['rule']} {finding['severity']}  {finding['path']}")
    print(f"     {finding['location']['text']}")
    print(f"     {finding['message']}")
    if finding.get("excerpt"):
        print(f"     « {finding['excerpt']} »")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--each", type=int, default=20, help="findings of each rule")
    parser.add_argument("--a-file", type=int, default=2, help="findings of one file at most")
    parser.add_argument("--total", type=int, help="so many findings of all rules together instead")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule", action="append", default=[], help="only this rule; repeatable")
    options = parser.parse_args()
    found = findings_of(options.folder, options.rule)
    if options.total:
        for number, finding in enumerate(
            drawn(found, options.total, options.a_file, random.Random(options.seed)), 1
        ):
            show(number, finding)
        return
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_rule[finding["rule"]].append(finding)
    for rule, own in sorted(by_rule.items()):
        print(f"\n== {rule}: {len(own)} findings in {len({finding['path'] for finding in own})} files")
        chance = random.Random(f"{options.seed} {rule}")
        for number, finding in enumerate(drawn(own, options.each, options.a_file, chance), 1):
            show(number, finding)


if __name__ == "__main__":
    main()
