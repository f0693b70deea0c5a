#!/usr/bin/env python3
"""Plants one breach per rule of tools/tidy.py in a temporary tree and sees that rule, and no
other, report it at its line; and that what only looks like a breach is left alone. Prints
`N passed, N failed`.
"""
import pathlib
import sys
import tempfile

import tidy

# A small tree that breaks nothing.
SOUND = {
    "CMakeLists.txt": "room(base LINK x)\nroom(needs USES base db LINK y)\n",
    "src/base/id.h": "// Ids.\n#pragma once\n",
    "src/db/db.h": "// Transactions.\n#pragma once\n#include \"base/id.h\"\n",
    "src/registry/registry.h": "// People.\n#pragma once\n#include \"base/id.h\"\n",
    "src/registry/store.h": "// SQL.\n#pragma once\n",
    "src/needs/needs.cc": '#include "needs/needs.h"\nauto f() { return fail(Fault::conflict, "needs.taken"); }\n',
    "src/needs/needs.h": "// Needs.\n#pragma once\n#include \"registry/registry.h\"\n",
    "src/needs/store.cc": 'auto a = "SELECT id FROM needs_need"\n  " JOIN registry_person_public p ON 1";\n',
    "src/needs/needs_test.cc": "TEST(Needs, can_be_taken) { EXPECT_TRUE(true); }\n",
    "src/http/session.cc": "void f() { auto g = [] {}; co_await run(g, a[i]); for (int x{}; x;) {} }\n"
                           "// co_await run([x] {}) in a comment\n",
    "schema/0001_registry.sql": "CREATE TABLE registry_person (id TEXT);\n",
    "schema/0002_needs.sql": "CREATE TABLE needs_need (p TEXT REFERENCES registry_person(id));\n"
                             "CREATE VIEW needs_x_public AS SELECT 1 FROM registry_person_public;\n",
    "messages/needs.yaml": "needs.taken:\n  zh: 已有人揭榜（{who}）。\n  en: >\n    Taken by {who}.\n",
    "start": "#!/usr/bin/env bash\nset -euo pipefail\n",
}
NOTE = "TO" + "DO"
MACHINE = "/wo" + "rk/main"

# rule, file, its content, line of the breach (0: any).
PLANTED = [
    ("include_direction", "src/base/x.cc", '\n#include "sheet/sheet.h"\n', 2),
    ("include_direction", "src/figures/x.cc", '#include "needs/needs.h"\n', 1),
    ("include_direction", "src/unheard/x.cc", "int x;\n", 1),
    ("private_stores", "src/needs/x.cc", '#include "registry/store.h"\n', 1),
    ("no_cycles", "src/needs/a.h", '// A.\n#pragma once\n#include "needs/b.h"\n', 3,
     "src/needs/b.h", '// B.\n#pragma once\n#include "needs/a.h"\n'),
    ("build_follows_rooms", "CMakeLists.txt", "\nroom(base USES needs LINK x)\n", 2),
    ("own_tables", "src/needs/x_store.cc", 'auto a = R"(SELECT id\nFROM registry_person)";\n', 2),
    ("own_tables", "src/needs/x_store.cc", 'auto a = "SELECT id "\n  "FROM " "registry_person";\n', 1),
    ("figures_read_views", "src/figures/store.cc", 'auto a = "UPDATE needs_x_public SET a = 1";\n', 1),
    ("sql_in_stores", "src/needs/http.cc", '\nauto a = "DELETE FROM needs_need WHERE 1";\n', 2),
    ("migrations_gap_free", "schema/0004_needs.sql", "CREATE TABLE needs_y (a TEXT);\n", 1),
    ("migrations_gap_free", "schema/first.sql", "SELECT 1;\n", 1),
    ("migrations_stay_home", "schema/0003_needs.sql", "\nCREATE TABLE registry_y (a TEXT);\n", 2),
    ("migrations_stay_home", "schema/0003_needs.sql",
     "CREATE VIEW needs_z AS\nSELECT 1 FROM registry_person;\n", 2),
    ("ascii_source", "src/needs/x.cc", '\nauto a = "残";\n', 2),
    ("coroutine_trap", "src/http/x.cc", "void f() {\n  co_await run([p] { g(); });\n}\n", 2),
    ("coroutine_trap", "src/http/x.cc", "void f() {\n  co_await run(Agg{p, 1});\n}\n", 2),
    ("coroutine_trap", "src/http/x.cc", "void f() {\n  co_await\n      run(a, {p, 1});\n}\n", 2),
    ("try_trap", "src/needs/x.cc", "void f() {\n  g(Agg{p, TRY(h())});\n}\n", 2),
    ("try_trap", "src/needs/x.cc", "void f() {\n  Agg agg{.a = p,\n          .b = k(TRY(h()))};\n}\n", 3),
    ("try_trap", "src/needs/x.cc", "void f() {\n  return {p, TRY(h())};\n}\n", 2),
    ("headers_open_with_prose", "src/needs/x.h", "#pragma once\n", 1),
    ("headers_open_with_prose", "src/needs/x.h", "// X.\n", 1),
    ("file_sizes", "web/src/x.tsx", "let a\n" * 601, 601),
    ("messages_are_whole", "messages/db.yaml", "needs.taken:\n  zh: 有。{who}\n  en: Taken. {who}\n", 1),
    ("messages_are_whole", "messages/needs.yaml", "needs.taken:\n  zh: 有。\n", 1),
    ("messages_are_whole", "messages/needs.yaml", "needs.taken:\n  zh: 有{a}。\n  en: Taken {b}.\n", 1),
    ("messages_exist", "src/needs/x.cc", 'auto f() {\n  return fail(Fault::invalid,\n    "needs.gone"); }\n', 2),
    ("messages_exist", "src/needs/x.cc", 'Error e{.fault = a, .code = "needs.gone"};\n', 1),
    ("messages_are_used", "messages/db.yaml", "db.gone:\n  zh: 没有。\n  en: Gone.\n", 1),
    ("tests_assert", "src/needs/x_test.cc", "\nTEST(Needs, idles) {\n  if (a) { run(); }\n}\n", 2),
    ("tests_run", "src/needs/x_test.cc", "TEST(A, b) { GTEST" + "_SKIP(); EXPECT_TRUE(a); }\n", 1),
    ("tests_run", "web/src/x.test.tsx", "\nit." + "only('x')\n", 2),
    ("nothing_unfinished", "src/needs/x.cc", f"\n// {NOTE}: later\n", 2),
    ("no_machine_paths", "docs/x.md", f"See {MACHINE}/x.\n", 1),
    ("scripts_run", "tools/x.sh", "#!/usr/bin/env bash\necho\n", 1),
]


def make(top, files):
    for name, text in files.items():
        path = pathlib.Path(top) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        if name == "start":
            path.chmod(0o755)


def reported(files):
    """[(rule name, file, line)] that tidy reports on such a tree."""
    with tempfile.TemporaryDirectory() as top:
        make(top, files)
        found = []
        for check, lines in tidy.breaches_of(top):
            for line in lines:
                name, number, _ = line.split(":", 2)
                found.append((check.__name__, name, int(number)))
        return found


def main():
    passed = failed = 0

    def expect(what, sound):
        nonlocal passed, failed
        passed, failed = passed + bool(sound), failed + (not sound)
        if not sound:
            print(f"FAILED {what}")

    expect(f"a sound tree is left alone: {reported(SOUND)}", not reported(SOUND))
    for name, file, text, line, *more in PLANTED:
        found = reported({**SOUND, file: text, **dict(zip(more[::2], more[1::2]))})
        expect(f"{name} sees its breach in {file}: {found}",
               any(who == name and (not line or at == line) for who, _, at in found))
        # A changed shared file may upset a neighbour's rule; a new file must not.
        expect(f"only {name} speaks of {file}: {found}",
               file in SOUND or {who for who, _, _ in found} <= {name, "own_tables"})
    unproved = {check.__name__ for check in tidy.RULES} - {entry[0] for entry in PLANTED}
    expect(f"every rule has a planted breach: {unproved}", not unproved)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
