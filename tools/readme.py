#!/usr/bin/env python3
"""Sees that the READMEs are true: both name the same commands, every file they point at is
there, and the commands run, in their order, as a reader would type them.

The commands run in a temporary folder that looks like the repository, so nothing of it is
changed. What serves or tests for long (./start, ./check, serve, cmake) is asked for --help
instead: other steps of ./check run those for real. A roster.xlsx and a password.txt, which a
reader would bring, are there: the roster is the demo's, exported. Prints `N passed, N failed`.
"""
import argparse
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
PAGES = ["README.md", "README.zh-CN.md"]
PROGRAM = "build/release/zhulian"
DOCUMENTS = PAGES + ["CHANGELOG.md", "docs"]
# What a reader has to bring, and what a first look shows before anything was generated.
DEMO_PACK = "packs/huangzhou"

results = []


def expect(what, sound, said=""):
    results.append(bool(sound))
    if not sound:
        print(f"FAILED {what}\n{said}".rstrip())


def commands(page):
    """The lines of the page's sh blocks, without comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (TOP / page).read_text(encoding="utf-8"),
                        re.MULTILINE | re.DOTALL)
    lines = [re.sub(r"\s+#.*$", "", line).strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def documents():
    for name in DOCUMENTS:
        path = TOP / name
        yield from sorted(path.rglob("*.md")) if path.is_dir() else [path]


def check_links():
    """Every relative link and picture of the documents points at something."""
    for page in documents():
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in sorted(set(re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text))):
            if not re.match(r"[a-z]+:", target):
                expect(f"{page.relative_to(TOP)} points at {target}", (page.parent / target).exists())


def run(line, folder, **options):
    return subprocess.run(["bash", "-euo", "pipefail", "-c", line], cwd=folder, timeout=300,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", **options)


def flags(line):
    return set(re.findall(r"(?<!\S)--[a-z-]+", line))


def try_line(line, folder):
    """Runs one command of the README. Long-lived ones only have to know all their flags."""
    first = shlex.split(line)[0]
    if first == "cmake":
        # The presets it names are configured and built elsewhere in ./check.
        listed = run("cmake --list-presets=all", TOP).stdout
        return all(f'"{name}"' in listed for name in re.findall(r"--preset (\w+)", line)), listed
    if first in ("./start", "./check"):
        done = run(f"{first} --help", TOP)
        return done.returncode == 0, done.stdout
    if f"{PROGRAM} serve" in line:
        done = run(f"{PROGRAM} serve --help", folder)
        return done.returncode == 0 and all(flag in done.stdout for flag in flags(line)), done.stdout
    done = run(line, folder)
    return done.returncode == 0, done.stdout


def check_commands(lines):
    with tempfile.TemporaryDirectory(prefix="zhulian-readme-") as made:
        folder = pathlib.Path(made)
        for name in ("packs", "messages", "schema", "web"):
            os.symlink(TOP / name, folder / name)
        (folder / "build" / "release").mkdir(parents=True)
        os.symlink(TOP / PROGRAM, folder / PROGRAM)
        (folder / "password.txt").write_text("a long enough password\n")
        (folder / "demo").mkdir()
        database = "--db sqlite:demo/zhulian.db"
        for line in (f"{PROGRAM} init {database} --pack packs/cn --pack {DEMO_PACK}",
                     f"{PROGRAM} demo {database} --pack {DEMO_PACK}",
                     f"{PROGRAM} export roster {database} --area 421102 roster.xlsx"):
            done = run(line, folder)
            expect(line, done.returncode == 0, done.stdout)
        for line in lines:
            sound, said = try_line(line, folder)
            expect(line, sound, said)


def main():
    parser = argparse.ArgumentParser(description="the READMEs are true")
    parser.add_argument("--no-run", action="store_true", help="without a built program: links and names only")
    arguments = parser.parse_args()
    english, chinese = (commands(page) for page in PAGES)
    bare = [[line.split("#")[0] for line in lines] for lines in (english, chinese)]
    expect("both READMEs name the same commands", bare[0] == bare[1])
    check_links()
    if not arguments.no_run:
        check_commands(english)
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
