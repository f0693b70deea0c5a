#!/usr/bin/env python3
"""Loads the sample of every pack whole, once, as a user would, and asks the place's report.

One idea: what a page says of a place is true of the shipped sample, sentence by sentence. Each
sample is made on SQLite by the released program in under a minute of the processor; made twice it
stays as it is; what was made is sound; and each sentence of the report with a figure comes out as
it was published, or says why a sample cannot reach it. Ends with `N passed, N failed`.

    tools/samples.py [--program build/release/zhulian] [PLACE ...]
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
SECONDS_MAX = 60
AGREES = {"equal", "target_met"}

results = []


def expect(what, holds, told=""):
    results.append(bool(holds))
    if not holds:
        print(f"FAILED {what}: {told}")


def zhulian(program, *words):
    """One command. Answers (its processor time in seconds, its greatest memory in MB, what it said
    as JSON, or its words)."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([str(program), *map(str, words), "--json"], cwd=TOP, stdout=out,
                                 stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode(errors="replace")
    if child.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, words))}: status {child.returncode}: {said[-500:]}")
    lines = [line for line in said.splitlines() if line[:1] in "[{"]
    document = json.loads(lines[-1]) if lines else said
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, document


def agrees(line):
    """Whether a sentence came out as published; None where nothing is to be held against it."""
    if line["figure"] is None or line["sample"] or line["outcome"] == "later":
        return None
    if line["outcome"] == "practice":
        return (line["value"] or 0) > 0
    return line["outcome"] in AGREES


def load(program, place):
    with tempfile.TemporaryDirectory(prefix="zhulian-sample-") as made:
        database = ("--db", f"sqlite:{made}/zhulian.db")
        pack = f"packs/{place}"
        zhulian(program, "init", *database, "--pack", "packs/cn", "--pack", pack)
        began = time.monotonic()
        seconds, memory, counts = zhulian(program, "demo", *database, "--pack", pack)
        whole = time.monotonic() - began
        size = sum(path.stat().st_size for path in pathlib.Path(made).iterdir() if path.is_file()) >> 20
        print(f"{place}: {seconds:.1f} s of the processor ({whole:.1f} s by the clock), "
              f"{memory:.0f} MB of memory, {size} MB on disk; {counts['holders']} holders, "
              f"{counts['organisations']} bodies, {counts['ties']} ties, {counts['events']} events")
        expect(f"{place} is made in {SECONDS_MAX} s", seconds < SECONDS_MAX, f"{seconds:.1f} s")
        again = zhulian(program, "demo", *database, "--pack", pack)[2]
        expect(f"{place} is made once", again["already"], again)
        expect(f"{place} is sound", zhulian(program, "verify", *database), "")
        for line in zhulian(program, "report", *database, "--place", place)[2]:
            holds = agrees(line)
            if holds is not None:
                published = line["published"]
                expect(f"{place}: {line['id']}", holds,
                       f"{line['outcome']}, {line['value']} beside {published and published['value']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=TOP / "build/release/zhulian")
    parser.add_argument("places", nargs="*", metavar="PLACE")
    arguments = parser.parse_args()
    places = arguments.places or sorted(
        path.parent.parent.name for path in TOP.glob("packs/*/sample/sample.yaml"))
    for place in places:
        try:
            load(arguments.program.resolve(), place)
        except (RuntimeError, OSError, KeyError, ValueError) as problem:
            expect(place, False, problem)
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(0 if results and all(results) else 1)


if __name__ == "__main__":
    main()
