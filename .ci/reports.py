"""Reads the reports of Surefire and Failsafe: the slowest classes, the totals, and what was skipped.

Ends with 1 if a test failed, if one was skipped that is not allowed to be, or if none ran.
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

# "class" or "class#method" of tests that may be skipped in CI, each with its reason.
ALLOWED_SKIPS: dict[str, str] = {}


class Totals:
    def __init__(self):
        self.run = self.failed = self.skipped = 0
        self.seconds = 0.0

    def add(self, suite):
        self.run += int(suite.get("tests", 0))
        self.failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        self.skipped += int(suite.get("skipped", 0))
        self.seconds += float(suite.get("time", "0").replace(",", ""))


def read(root):
    """Yields (kind, module, suite element) of every report."""
    for kind in ("surefire", "failsafe"):
        for file in sorted(root.glob(f"*/target/{kind}-reports/TEST-*.xml")):
            yield kind, file.parts[-4], ElementTree.parse(file).getroot()


def skipped(suite):
    """The names of the skipped tests of a suite."""
    for case in suite.iter("testcase"):
        reason = case.find("skipped")
        if reason is not None:
            name = f'{case.get("classname")}#{case.get("name")}'
            if case.get("classname") not in ALLOWED_SKIPS and name not in ALLOWED_SKIPS:
                yield f'{name}: {reason.get("message", "")}'


def main(root, totals_only):
    per_kind = {"surefire": Totals(), "failsafe": Totals()}
    classes = []
    refused = []
    for kind, module, suite in read(root):
        per_kind[kind].add(suite)
        classes.append((float(suite.get("time", "0").replace(",", "")), module, suite.get("name")))
        refused += skipped(suite)
    if not totals_only:
        print("slowest classes:")
        for seconds, module, name in sorted(classes, reverse=True)[:15]:
            print(f"  {seconds:7.1f} s  {module:12}  {name}")
        for name in refused:
            print(f"skipped, which CI does not allow: {name}")
    everything = Totals()
    for kind, totals in per_kind.items():
        print(f"{kind}: {totals.run} tests, {totals.failed} failed, {totals.skipped} skipped, {totals.seconds:.0f} s")
        everything.run += totals.run
        everything.failed += totals.failed
        everything.skipped += totals.skipped
    print(f"{everything.run - everything.failed - everything.skipped} passed, {everything.failed} failed, {everything.skipped} skipped")
    return 1 if everything.failed or refused or not per_kind["surefire"].run or not per_kind["failsafe"].run else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), "--totals" in sys.argv))
