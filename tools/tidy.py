#!/usr/bin/env python3
"""Checks what compilers do not: who may include whom, who may name which table, what every
text, test and migration owes.

A rule is a function with a docstring that yields (path, line, message); the message says what
to do. `tools/tidy.py` prints one line per breach and `tidy: N rules, M breaches`; `--count`
also names the rules that failed and prints `N passed, N failed`, where a rule is one test. Python's
standard library only. tools/tidy_test.py plants a breach for every rule.
"""
import argparse
import functools
import pathlib
import re
import subprocess
import sys

from tidy_text import Source, braced_tries, co_await_expressions, messages_of

# The rooms, and what each may include besides itself. Lower knows nothing of higher.
ROOMS = {
    "base": "",
    "db": "base",
    "sheet": "base",
    "feel": "base",
    "dmn": "base sheet feel",
    "population": "base feel dmn",
    "platform": "base db",
    "packs": "base db sheet feel dmn platform",
    "http": "base db platform packs",
    "registry": "base db sheet feel platform packs http",
    "policy": "base db feel dmn population platform packs http registry",
    "needs": "base db sheet feel platform packs http registry",
    "events": "base db feel platform packs http registry",
    "figures": "base db sheet feel platform packs http",
    "app": "base db sheet feel dmn population platform packs http registry policy needs events figures",
    "demo": "base db sheet feel platform packs http registry policy needs events figures",
}
# Rooms whose tables carry their name first; files there and `*store*` files may hold SQL.
SQL_ROOMS = {"db", "platform", "packs"}
FILE_LINES_MAX = 600
CODE_SUFFIXES = {".h", ".cc", ".ts", ".tsx", ".mjs", ".py", ".sql", ".sh", ".yaml", ".css"}

RULES = []


def rule(function):
    RULES.append(function)
    return function


class Tree:
    """The files of a working tree: what git tracks or would track, or all without git."""

    def __init__(self, top):
        self.top = pathlib.Path(top)
        listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=top,
                                capture_output=True) if (self.top / ".git").exists() else None
        if listed and listed.returncode == 0:
            names = listed.stdout.decode().split("\0")
        else:
            names = [str(path.relative_to(top)) for path in self.top.rglob("*")]
        self.names = sorted({name for name in names if name and (self.top / name).is_file()})

    @functools.cache
    def read(self, name):
        return (self.top / name).read_bytes().decode("utf-8", errors="replace")

    @functools.cache
    def source(self, name):
        return Source(name, self.read(name))

    def under(self, *folders, suffixes=(".h", ".cc")):
        return [name for name in self.names
                if name.split("/")[0] in folders and name.endswith(tuple(suffixes))]

    def cpp(self):
        """The C++ of the product: src/ without tests."""
        return [self.source(name) for name in self.under("src") if "_test." not in name]


# --- Direction -----------------------------------------------------------------------------


@rule
def include_direction(tree):
    """A room includes only what stands below it."""
    for source in tree.cpp():
        if not source.room:
            continue
        if source.room not in ROOMS:
            yield source.name, 1, f"room {source.room} is unknown: give it a line in tools/tidy.py"
            continue
        for line, used, _ in source.includes:
            if used in ROOMS and used != source.room and used not in ROOMS[source.room].split():
                yield source.name, line, f"{source.room} may not include {used}: move the thing down, or turn the call round"


@rule
def private_stores(tree):
    """A room's store is its own; others call x/x.h."""
    for name in tree.under("src"):
        source = tree.source(name)
        for line, used, header in source.includes:
            if used in ROOMS and used != source.room and "store" in header:
                yield name, line, f"{used}/{header} is private to {used}: call {used}/{used}.h"


@rule
def no_cycles(tree):
    """Rooms, and headers, include one another in no circle."""
    rooms, headers = {}, {}
    for source in tree.cpp():
        for line, used, header in source.includes:
            if source.room and used in ROOMS and used != source.room:
                rooms.setdefault(source.room, {}).setdefault(used, (source.name, line))
            if source.name.endswith(".h"):
                headers.setdefault(source.name[4:], {}).setdefault(f"{used}/{header}", (source.name, line))
    for graph in (rooms, headers):
        yield from circles(graph)


def circles(graph):
    done, path = set(), []

    def visit(node):
        if node in path:
            previous = path[-1]
            yield *graph[previous][node], "a circle: " + " > ".join(path[path.index(node):] + [node])
        elif node not in done:
            path.append(node)
            for following in sorted(graph.get(node, {})):
                yield from visit(following)
            path.pop()
            done.add(node)

    for node in sorted(graph):
        yield from visit(node)


@rule
def build_follows_rooms(tree):
    """CMakeLists.txt links a room to nothing that it may not include."""
    if "CMakeLists.txt" not in tree.names:
        return
    text = tree.read("CMakeLists.txt")
    for found in re.finditer(r"^room\((\w+)([^)]*)\)", text, re.MULTILINE):
        room, rest = found.groups()
        uses = re.search(r"USES([\w\s]*?)(?:LINK|$)", rest)
        for used in (uses.group(1).split() if uses else []):
            if used not in ROOMS.get(room, "").split():
                line = text.count("\n", 0, found.start()) + 1
                yield "CMakeLists.txt", line, f"{room} may not use {used}"


# --- SQL -----------------------------------------------------------------------------------

NAMED_TABLE = re.compile(r"\b(FROM|JOIN|INTO|UPDATE|TABLE)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+|ONLY\s+)?([a-z]+)_(\w+)")
STATEMENT = re.compile(r"\b(?:SELECT\s.*\bFROM\b|INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|CREATE\s+(?:TABLE|INDEX|VIEW)\b)", re.DOTALL)


@rule
def own_tables(tree):
    """SQL names one's own tables, and of others only the *_public views."""
    for source in tree.cpp():
        if source.room in ("", "demo"):
            continue
        for line, text in source.strings:
            for found in NAMED_TABLE.finditer(text):
                owner, rest = found.group(2), found.group(3)
                if owner in ROOMS and owner != source.room and not rest.endswith("public"):
                    at = line + text.count("\n", 0, found.start())
                    yield source.name, at, f"{owner}_{rest} belongs to {owner}: read its *_public view, or call {owner}/{owner}.h"


@rule
def figures_read_views(tree):
    """figures/ reads *_public views and its own projections, and changes nobody's table."""
    for source in tree.cpp():
        if source.room != "figures":
            continue
        for line, text in source.strings:
            for found in NAMED_TABLE.finditer(text):
                owner, rest = found.group(2), found.group(3)
                foreign = owner in ROOMS and owner != "figures"
                if foreign and found.group(1) in ("INTO", "UPDATE", "TABLE"):
                    yield source.name, line, f"figures may not write {owner}_{rest}"


@rule
def sql_in_stores(tree):
    """SQL stands in store.cc or *_store.cc (and in db/, platform/, packs/), nowhere else."""
    for source in tree.cpp():
        stem = pathlib.PurePath(source.name).stem
        if source.room in SQL_ROOMS or "store" in stem:
            continue
        for line, text in source.strings:
            if STATEMENT.search(text):
                yield source.name, line, "SQL outside the store: move the statement to store.cc"


@rule
def migrations_gap_free(tree):
    """schema/NNNN_room.sql are numbered 1, 2, 3 without gap or twin."""
    numbers = []
    for name in tree.under("schema", suffixes=(".sql",)):
        found = re.fullmatch(r"schema/(\d{4})_([a-z_]+)\.sql", name)
        if not found:
            yield name, 1, "name it NNNN_room.sql"
        else:
            numbers.append((int(found.group(1)), name))
    for expected, (number, name) in enumerate(sorted(numbers), 1):
        if number != expected:
            yield name, 1, f"number {number:04d} stands where {expected:04d} belongs: no gaps, no twins"
            return


@rule
def migrations_stay_home(tree):
    """A migration makes only objects of the rooms its name speaks of, and reads others'
    *_public views; a reference (foreign key) to another's table is allowed."""
    for name in tree.under("schema", suffixes=(".sql",)):
        rooms = [part for part in pathlib.PurePath(name).stem.split("_")[1:] if part in ROOMS]
        text = re.sub(r"--[^\n]*", "", tree.read(name))
        for found in re.finditer(r"\b(?:(CREATE)\s+(?:TABLE|VIEW|(?:UNIQUE\s+)?INDEX)|FROM|JOIN|INTO|UPDATE|ALTER\s+TABLE)\s+(?:IF\s+NOT\s+EXISTS\s+)?([a-z]+)_(\w+)", text):
            owner, rest = found.group(2), found.group(3)
            if rooms and owner in ROOMS and owner not in rooms and (found.group(1) or not rest.endswith("public")):
                line = text.count("\n", 0, found.start()) + 1
                yield name, line, f"{owner}_{rest} belongs in a migration of {owner}"


# --- C++ -----------------------------------------------------------------------------------


@rule
def ascii_source(tree):
    """C++ is ASCII; people's texts live in packs, messages and web/src/i18n."""
    for name in tree.under("src", "test", "fuzz", "bench"):
        for number, line in enumerate(tree.read(name).splitlines(), 1):
            if not line.isascii():
                yield name, number, "not ASCII: a text for people goes to messages/, test data to an escape or a file"
                break


@rule
def coroutine_trap(tree):
    """No lambda and no brace-made aggregate inside a co_await expression: g++ 12 destroys what
    they captured twice."""
    for name in tree.under("src", "test", "fuzz", "bench"):
        source = tree.source(name)
        for line, expression in co_await_expressions(source.bare):
            if "{" in expression or re.search(r"(?:^|[(,=?:&|!]|\breturn)\s*\[(?!\[)", expression):
                yield name, line, "a lambda or {} inside co_await is destroyed twice by g++ 12: name it on its own line first"


@rule
def try_trap(tree):
    """No TRY inside a brace-made aggregate: g++ 12 does not destroy the members that were made
    before an early return, so their strings leak."""
    for name in tree.under("src", "test", "fuzz", "bench"):
        source = tree.source(name)
        for line in braced_tries(source.bare):
            yield name, line, "TRY inside {} leaks what was made before it under g++ 12: name it on its own line first"


@rule
def headers_open_with_prose(tree):
    """A header says what it is before `#pragma once`."""
    for name in tree.under("src", suffixes=(".h",)):
        text = tree.read(name)
        if not text.startswith("//"):
            yield name, 1, "open with what this is and its one idea, in a comment"
        if "#pragma once" not in text:
            yield name, 1, "#pragma once is missing"


@rule
def file_sizes(tree):
    """A file that outgrows 600 lines has become two ideas."""
    for name in tree.names:
        if name.endswith((".h", ".cc", ".ts", ".tsx", ".py", ".mjs")):
            lines = tree.read(name).count("\n")
            if lines > FILE_LINES_MAX:
                yield name, lines, f"{lines} lines; split it by idea ({FILE_LINES_MAX} at most)"


# --- Messages ------------------------------------------------------------------------------


@rule
def messages_are_whole(tree):
    """Every message has zh and en, naming the same arguments, and stands once."""
    seen = {}
    for name in tree.under("messages", suffixes=(".yaml",)):
        for key, line, texts in messages_of(tree.read(name)):
            if key in seen:
                yield name, line, f"{key} stands in {seen[key]} already"
            seen[key] = name
            for language in ("zh", "en"):
                if not texts.get(language):
                    yield name, line, f"{key} has no {language}"
            zh, en = (set(re.findall(r"\{(\w+)\}", texts.get(language, ""))) for language in ("zh", "en"))
            if zh != en:
                yield name, line, f"{key} names {sorted(zh)} in zh and {sorted(en)} in en"


def message_keys(tree):
    return {key: (name, line) for name in tree.under("messages", suffixes=(".yaml",))
            for key, line, _ in messages_of(tree.read(name))}


@rule
def messages_exist(tree):
    """Every code that C++ fails with has a message."""
    keys = message_keys(tree)
    call = re.compile(r"(?:\bfail\s*\(\s*(?:zhulian::)?Fault::\w+\s*,|\.code\s*=)\s*\"([a-z0-9_.]+)\"")
    for source in tree.cpp():
        for found in call.finditer(source.code):
            code = found.group(1)
            if "." in code and code not in keys and not code.endswith("."):
                line = source.code.count("\n", 0, found.start()) + 1
                yield source.name, line, f"{code} has no sentence in messages/*.yaml"


@rule
def messages_are_used(tree):
    """No message without a use: its code, or the pieces it is put together from, stand in C++,
    in a pack or in the web app."""
    literals = {text for name in tree.under("src") for _, text in tree.source(name).strings}
    elsewhere = "\n".join(tree.read(name) for name in tree.under("web", "packs", suffixes=(".ts", ".tsx", ".yaml")))
    for key, (name, line) in sorted(message_keys(tree).items()):
        pieces = key.split(".")
        put_together = any(".".join(pieces[:cut]) + "." in literals and
                           ({".".join(pieces[cut:]), "." + ".".join(pieces[cut:])} & literals or
                            ".".join(pieces[cut:]) in elsewhere)
                           for cut in range(1, len(pieces)))
        # "sex" + "_unknown" after "roster.": a column's own sentence.
        ending = any(text.startswith("_") and key.endswith(text) and pieces[0] + "." in literals
                     for text in literals)
        if key not in literals and key not in elsewhere and not put_together and not ending:
            yield name, line, f"{key} is used nowhere: remove it, or use it"


# --- Tests ---------------------------------------------------------------------------------

TEST = re.compile(r"^(?:TYPED_)?TEST(?:_F|_P)?\s*\(\s*(\w+)\s*,\s*(\w+)\s*\)\s*\{", re.MULTILINE)


@rule
def tests_assert(tree):
    """Every test asserts something, itself or through a helper named expect_, check_, ..."""
    proof = re.compile(r"\b(?:EXPECT|ASSERT)_\w+|\bFAIL\s*\(|\bADD_FAILURE|\b\w*(?:expect|check|must|prove|refuse|same|play)\w*\s*\(", re.IGNORECASE)
    for name in tree.under("src", "test", suffixes=("_test.cc",)):
        bare = tree.source(name).bare
        for found in TEST.finditer(bare):
            depth, end = 1, found.end()
            while depth and end < len(bare):
                depth += {"{": 1, "}": -1}.get(bare[end], 0)
                end += 1
            if not proof.search(bare[found.end():end]):
                line = bare.count("\n", 0, found.start()) + 1
                yield name, line, f"{found.group(1)}.{found.group(2)} asserts nothing"


@rule
def tests_run(tree):
    """No test is skipped, disabled or alone."""
    banned = re.compile(r"\bGTEST_SKIP\b|\bDISABLED_\w+|\b(?:it|test|describe)\.(?:skip|only|todo)\(")
    for name in tree.under("src", "test", "fuzz", "web", suffixes=(".cc", ".ts", ".tsx", ".mjs")):
        for number, line in enumerate(tree.read(name).splitlines(), 1):
            if banned.search(line):
                yield name, number, "a test that does not run proves nothing: mend it or remove it"


@rule
def nothing_unfinished(tree):
    """No TO-DO notes in the tree: an issue keeps them, or they are done."""
    note = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")
    for name in tree.names:
        if pathlib.PurePath(name).suffix in CODE_SUFFIXES and not name.endswith("package-lock.json"):
            for number, line in enumerate(tree.read(name).splitlines(), 1):
                if note.search(line):
                    yield name, number, "unfinished: do it, or file it as an issue"


@rule
def no_machine_paths(tree):
    """No tracked text names a folder of one machine, or a document that is not here."""
    path = re.compile(r"(?<![\w.~/-])/(?:wo" r"rk/|tmp/b/|ro" r"ot/|home/\w+/)")
    for name in tree.names:
        if pathlib.PurePath(name).suffix in CODE_SUFFIXES | {".md", ".txt", ".json", ".csv", ""}:
            for number, line in enumerate(tree.read(name).splitlines(), 1):
                if path.search(line):
                    yield name, number, "a path of one machine: make it relative, or take it from the caller"
                    break


@rule
def scripts_run(tree):
    """start, check and the scripts of tools/ may be executed and stop at the first fault."""
    for name in tree.names:
        text = tree.read(name) if name in ("start", "check", ".ci/run") or name.endswith(".sh") else ""
        if not text.startswith("#!"):  # Read by another script, never run by itself.
            continue
        if not (tree.top / name).stat().st_mode & 0o100:
            yield name, 1, f"not executable: chmod +x {name}"
        if "bash" in text.splitlines()[0] and "set -euo pipefail" not in text:
            yield name, 1, "set -euo pipefail is missing"


def breaches_of(top):
    """[(rule, [breach line])] of a tree."""
    tree = Tree(top)
    return [(check, [f"{name}:{line}: {text} [{check.__name__}]" for name, line, text in check(tree)])
            for check in RULES]


def main():
    parser = argparse.ArgumentParser(description="the rules of the house")
    parser.add_argument("--count", action="store_true", help="also how many rules passed")
    parser.add_argument("top", nargs="?", default=pathlib.Path(__file__).resolve().parent.parent)
    arguments = parser.parse_args()
    results = breaches_of(arguments.top)
    for _, lines in results:
        for line in lines:
            print(line)
    broken = [check for check, lines in results if lines]
    print(f"tidy: {len(results)} rules, {sum(len(lines) for _, lines in results)} breaches")
    if arguments.count:
        for check in broken:
            print(f"FAILED {check.__name__}: {' '.join(check.__doc__.split())}")
        print(f"{len(results) - len(broken)} passed, {len(broken)} failed")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
