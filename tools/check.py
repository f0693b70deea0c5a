#!/usr/bin/env python3
"""Runs every test of the project and adds up what they say; `./check` calls it.

One idea: a step is a function that answers (passed, failed) and leaves a log. A step that
falls over is one failure, told with its reason; the steps after it still run. What cannot
be counted (a build, a formatter) counts as one test. The last line is the sum of all steps.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

TOP = pathlib.Path(__file__).resolve().parent.parent
OUT = TOP / "build" / "check"
JOBS = max(1, min(os.cpu_count() or 2, 8))
FUZZ_SECONDS = 20
TAIL_LINES = 40
FAILURES_SHOWN = 12

# Sanitizers stop at the first fault, so that a fault is a failed test and never only a line.
SANITIZERS = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
}


class Failed(Exception):
    """A step could not do its work; the message says which part."""


class Log:
    """The log of one step: every command, its output, its status."""

    def __init__(self, name):
        self.path = OUT / f"{name}.log"
        self.path.write_text("")

    def run(self, *command, timeout=1800, env=None):
        """Runs a command into the log. Answers (status, output)."""
        with self.path.open("a") as out:
            out.write(f"$ {' '.join(map(str, command))}\n")
        try:
            done = subprocess.run([str(word) for word in command], cwd=TOP, timeout=timeout,
                                  env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            status, output = done.returncode, done.stdout.decode(errors="replace")
        except subprocess.TimeoutExpired as late:
            status = 124
            output = (late.stdout or b"").decode(errors="replace") + f"\nstopped after {timeout} s\n"
        except OSError as absent:
            status, output = 127, f"{absent}\n"
        with self.path.open("a") as out:
            out.write(f"{output}\n[status {status}]\n")
        return status, output

    def must(self, what, *command, **options):
        """Runs a command that has to succeed for the step to go on."""
        status, output = self.run(*command, **options)
        if status:
            raise Failed(f"{what} failed (status {status})")
        return output

    def note(self, text):
        with self.path.open("a") as out:
            out.write(text + "\n")


def counted(log, *command, **options):
    """Runs a program that ends with `N passed, N failed`. A bad status without a told failure,
    or no such line, is a failure."""
    status, output = log.run(*command, **options)
    told = re.findall(r"^(\d+) passed, (\d+) failed", output, re.MULTILINE)
    if not told:
        log.note(f"FAILED {' '.join(map(str, command))}: it did not say `N passed, N failed`")
        return 0, 1
    passed, failed = map(int, told[-1])
    if status and not failed:
        log.note(f"FAILED {' '.join(map(str, command))}: it ended with status {status}")
    return passed, failed or int(status != 0)


def several(log, commands, at_once=1):
    """Programs by name, each as counted() runs it: their sum, and a line for each."""
    def run(name):
        own = Log(name.replace("/", "_")) if at_once > 1 else log
        started = time.monotonic()
        return name, own, counted(own, *commands[name], timeout=1500), time.monotonic() - started

    passed = failed = 0
    with ThreadPoolExecutor(at_once) as pool:
        for name, own, (good, bad), seconds in pool.map(run, commands):
            if own is not log:
                log.note(own.path.read_text(errors="replace").rstrip())
            log.note(f"{name}: {good} passed, {bad} failed, {seconds:.0f} s")
            passed += good
            failed += bad
    return passed, failed


def one(log, *command, **options):
    """A command that is one test: its status is the answer."""
    status, _ = log.run(*command, **options)
    return (1, 0) if status == 0 else (0, 1)


# --- C++ -----------------------------------------------------------------------------------


def build(log, preset, *targets):
    """Configures a preset and builds it, starting afresh where the folder was made elsewhere."""
    cache = TOP / "build" / preset / "CMakeCache.txt"
    if cache.exists() and f"CMAKE_HOME_DIRECTORY:INTERNAL={TOP}\n" not in cache.read_text():
        subprocess.run(["rm", "-rf", cache.parent], check=True)
    log.must(f"configuring {preset}", "cmake", "--preset", preset)
    chosen = ["--target", *targets] if targets else []
    log.must(f"building {preset}", "cmake", "--build", "--preset", preset, f"-j{JOBS}", *chosen,
             timeout=3600)


def read_gtest(path):
    """(passed, failed, names of failures) of a GoogleTest JSON report. A test that was skipped
    or disabled counts as failed: it did not show what its name promises."""
    passed, bad = 0, []
    for suite in json.loads(path.read_text())["testsuites"]:
        for test in suite["testsuite"]:
            if test["status"] == "RUN" and test["result"] == "COMPLETED" and not test.get("failures"):
                passed += 1
            else:
                bad.append(f"{suite['name']}.{test['name']} ({test['result'].lower()})")
    return passed, len(bad), bad


def why(path):
    """The lines of a test program's log that tell what went wrong, for who sees only the tail of
    the step's log: the first failure, or the first report of a sanitizer."""
    lines = path.read_text(errors="replace").splitlines()
    first = next((i for i, line in enumerate(lines)
                  if re.search(r": Failure$|ERROR: |runtime error: |terminate called", line)),
                 max(0, len(lines) - 12))
    return "\n".join(f"    {line[:160]}" for line in lines[first:first + 12])


def ctest(log, preset):
    """Runs what ctest knows of a preset, two programs at a time, and counts the single tests
    inside each GoogleTest program. A program that dies without a report is one failure."""
    listing = json.loads(log.must("listing the tests", "ctest", "--preset", preset,
                                  "--show-only=json-v1"))
    reports = OUT / f"gtest-{preset}"
    subprocess.run(["rm", "-rf", reports], check=True)
    reports.mkdir()

    def run(test):
        settings = {entry["name"]: entry["value"] for entry in test.get("properties", [])}
        report = reports / f"{test['name'].replace('/', '_')}.json"
        own = Log(f"{preset}-{test['name'].replace('/', '_')}")
        env = dict(pair.split("=", 1) for pair in settings.get("ENVIRONMENT", []))
        started = time.monotonic()
        status, _ = own.run("env", "-C", settings.get("WORKING_DIRECTORY", TOP), *test["command"],
                            env={**SANITIZERS, **env, "GTEST_OUTPUT": f"json:{report}"},
                            timeout=settings.get("TIMEOUT", 1200))
        passed, failed, bad = read_gtest(report) if report.exists() else (int(status == 0), 0, [])
        if status and not failed:
            failed, bad = 1, [f"{test['name']} ended with status {status}"]
        if report.exists() and passed + failed == 0:
            failed, bad = 1, [f"{test['name']} has no test in it"]
        return test["name"], passed, failed, bad, time.monotonic() - started, own.path

    total_passed = total_failed = 0
    with ThreadPoolExecutor(min(JOBS, 2)) as pool:
        for name, passed, failed, bad, seconds, path in pool.map(run, listing["tests"]):
            total_passed += passed
            total_failed += failed
            log.note(f"{name}: {passed} passed, {failed} failed, {seconds:.0f} s")
            for line in bad:
                log.note(f"  FAILED {line}: see {path.relative_to(TOP)}")
            if bad:
                log.note(why(path))
    if total_passed + total_failed == 0:
        raise Failed("ctest knows no test")
    return total_passed, total_failed


def cpp(preset):
    def step(log):
        build(log, preset)
        return ctest(log, preset)
    return step


def release(log):
    build(log, "release", "zhulian")
    return 1, 0


def fuzz(log):
    """Each fuzzer for a bounded time, from its seeds; one test each."""
    log.must("configuring fuzz", "cmake", "--preset", "fuzz")
    known = log.must("listing the fuzzers", "ninja", "-C", "build/fuzz", "-t", "targets", "all")
    names = sorted(re.findall(r"^(\w+_fuzz): CXX_EXECUTABLE_LINKER", known, re.MULTILINE))
    if not names:
        raise Failed("there is no fuzzer")
    build(log, "fuzz", *names)

    def run(name):
        corpus = OUT / "corpus" / name
        corpus.mkdir(parents=True, exist_ok=True)
        seeds = TOP / "fuzz" / "corpus" / name.removesuffix("_fuzz")
        own = Log(f"fuzz-{name}")
        return name, one(own, TOP / "build" / "fuzz" / name, f"-max_total_time={FUZZ_SECONDS}", "-timeout=10",
                         "-rss_limit_mb=2048", "-print_final_stats=1",
                         f"-artifact_prefix={OUT}/{name}-", corpus,
                         *([seeds] if seeds.is_dir() else []),
                         env=SANITIZERS, timeout=FUZZ_SECONDS * 6)

    passed = failed = 0
    with ThreadPoolExecutor(min(JOBS, 2)) as pool:
        for name, (good, bad) in pool.map(run, names):
            passed += good
            failed += bad
            log.note(f"{name}: {'passed' if good else 'FAILED, see build/check/fuzz-' + name + '.log'}")
    return passed, failed


def sources(*suffixes):
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard", "src", "test",
                             "fuzz", "bench"], cwd=TOP, capture_output=True, check=True).stdout
    names = sorted({name for name in listed.decode().split("\0") if name.endswith(suffixes)})
    return [name for name in names if (TOP / name).exists()]


def clang_format(log):
    """Every C++ file stands as .clang-format says; one test."""
    files = sources(".h", ".cc")
    _, output = log.run("clang-format-19", "--dry-run", "-Werror", *files)
    bad = {line.split(":")[0] for line in output.splitlines() if "error:" in line}
    for name in sorted(bad):
        log.note(f"FAILED {name}: clang-format-19 -i {name}")
    return (0, 1) if bad else (1, 0)


def clang_tidy(log):
    """The checks of .clang-tidy on every translation unit that is no test; one test. What
    passed is remembered by content, so that a second run looks only at what changed."""
    files = [name for name in sources(".cc") if name.startswith("src/") and "_test." not in name]
    remembered = OUT / "clang-tidy.passed"
    passed_before = set(remembered.read_text().split()) if remembered.exists() else set()
    shared = hashlib.sha256((TOP / ".clang-tidy").read_bytes())
    for name in sources(".h"):
        shared.update((TOP / name).read_bytes())

    def run(name):
        mine = shared.copy()
        mine.update(name.encode() + (TOP / name).read_bytes())
        if mine.hexdigest() in passed_before:
            return mine.hexdigest(), ""
        own = Log("clang-tidy-" + name.replace("/", "_"))
        status, output = own.run("clang-tidy-19", "--quiet", "-p", "build/asan",
                                 "--warnings-as-errors=*", "--extra-arg=-Wno-error", name,
                                 timeout=600)
        return mine.hexdigest(), output or f"{name}: status {status}" if status else ""

    with ThreadPoolExecutor(JOBS) as pool:
        answers = list(pool.map(run, files))
    remembered.write_text("\n".join(mark for mark, said in answers if not said))
    told = {line for _, said in answers for line in said.splitlines()
            if re.search(r": (error|warning):|: status ", line)}
    for line in sorted(told):
        log.note(f"FAILED {line}")
    return (0, 1) if any(said for _, said in answers) else (1, 0)


# --- The rest ------------------------------------------------------------------------------


def tidy(log):
    """The rules of the house (each is one test), and that each rule can fail."""
    rules = counted(log, "python3", "tools/tidy.py", "--count")
    planted = counted(log, "python3", "tools/tidy_test.py")
    return rules[0] + planted[0], rules[1] + planted[1]


def documents(log):
    """docs/coverage.md is what would be generated now, and the README's commands run."""
    stale = one(log, "python3", "tools/coverage.py", "--check")
    readme = counted(log, "python3", "tools/readme.py")
    return stale[0] + readme[0], stale[1] + readme[1]


def samples(log):
    """The sample of every pack is made whole, once, and its report comes out as published."""
    return counted(log, "python3", "tools/samples.py")


def readme_shape(log):
    """Without a built program: both READMEs name the same commands and existing files."""
    return counted(log, "python3", "tools/readme.py", "--no-run")


def web_unit(log):
    """The web app's unit tests, and (one test) the tool that writes the packs' areas."""
    app = counted(log, "tools/web.sh", "run", "node", "scripts/test.mjs")
    areas = one(log, "tools/web.sh", "run", "node", "--test", "../tools/areas.test.mjs")
    return app[0] + areas[0], app[1] + areas[1]


def web_build(log):
    """Types, the built app, and its size budget; one test each."""
    types = one(log, "tools/web.sh", "run", "npm", "run", "--silent", "typecheck")
    built = one(log, "tools/web.sh", "build")
    size = one(log, "tools/web.sh", "run", "npm", "run", "--silent", "size")
    return tuple(sum(parts) for parts in zip(types, built, size))


def browser(log):
    """Every end-to-end script, in Debian's chromium, against the program that was built."""
    scripts = sorted((TOP / "web" / "e2e").glob("*.e2e.mjs"))
    if not scripts:
        raise Failed("there is no end-to-end script")
    # The walk over all pages keeps two cores busy by itself; the others do so two at a time.
    alone = {"pages.e2e.mjs"}
    run = {script.name: ("tools/web.sh", "run", "node", script.relative_to(TOP / "web"))
           for script in scripts}
    sums = [several(log, {name: run[name] for name in run if (name in alone) == by_itself},
                    at_once=1 if by_itself else min(JOBS, 2))
            for by_itself in (True, False)]
    return tuple(map(sum, zip(*sums)))


def hardship(log):
    """The real program is killed, starved of disk and double-clicked; see docs/operations.md."""
    return several(log, {name: ("python3", f"test/hardship/{name}.py")
                         for name in ("twice", "doors", "disk", "kill")})


# In order: what is quick and often wrong first, what needs the machine longest last. The steps of
# BY_NAME run when they are named: clang-tidy takes about an hour of two cores.
FULL = [("tidy", tidy), ("format", clang_format), ("web-unit", web_unit), ("asan", cpp("asan")),
        ("release", release), ("web-build", web_build), ("documents", documents),
        ("samples", samples), ("hardship", hardship), ("browser", browser), ("fuzz", fuzz)]
BY_NAME = [("clang-tidy", clang_tidy)]
FAST = [("tidy", tidy), ("format", clang_format), ("readme", readme_shape), ("web-unit", web_unit),
        ("dev", cpp("dev"))]


def what_failed(path):
    """The lines of a step's log for who sees nothing else of it: each failure that a test tells,
    with the lines that say why, however far up it stands; the end of the log where none does."""
    lines = path.read_text(errors="replace").splitlines()
    told = [i for i, line in enumerate(lines) if re.match(r"\s*FAILED\b", line)]
    if not told:
        return lines[-TAIL_LINES:]
    shown = sorted({j for i in told[:FAILURES_SHOWN] for j in range(i, min(i + 6, len(lines)))})
    rest = [f"and {len(told) - FAILURES_SHOWN} failures more"] if len(told) > FAILURES_SHOWN else []
    return [lines[i] for i in shown] + rest


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fast", action="store_true", help="only what answers in a few minutes")
    parser.add_argument("--only", metavar="STEP", action="append", help="only this step (repeatable)")
    arguments = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    steps = FAST if arguments.fast else FULL
    if arguments.only:
        every = dict(FULL + FAST + BY_NAME)
        unknown = [name for name in arguments.only if name not in every]
        if unknown:
            parser.error(f"no step {unknown[0]}; there are {', '.join(every)}")
        steps = [(name, every[name]) for name in arguments.only]

    total = [0, 0]
    started = time.monotonic()
    for name, step in steps:
        began, log = time.monotonic(), Log(name)
        print(f"{name:<12}", end="", flush=True)
        try:
            passed, failed = step(log)
        except Failed as reason:
            passed, failed = 0, 1
            log.note(f"FAILED {reason}")
        except Exception as broken:  # A step that breaks is a failure, not the end of the run.
            passed, failed = 0, 1
            log.note(f"FAILED {type(broken).__name__}: {broken}")
        total[0] += passed
        total[1] += failed
        print(f"{passed:>6} passed {failed:>4} failed {time.monotonic() - began:>7.0f} s", flush=True)
        if failed:
            print("\n".join(f"    {line[:200]}" for line in what_failed(log.path)))
            print(f"    (whole log: {log.path.relative_to(TOP)})", flush=True)
    print(f"all steps in {(time.monotonic() - started) / 60:.1f} min")
    print(f"{total[0]} passed, {total[1]} failed")
    sys.exit(1 if total[1] or not total[0] else 0)


if __name__ == "__main__":
    main()
