#!/usr/bin/env python3
"""The disk is full, on a real small file system: the program says so and what to do, nothing is
half-written, reading goes on, and once there is room so does everything else.

  disk.py

One idea: every way to write (import, entry, upload, job, demonstration, user, backup, export,
init) is tried without a byte to write to, on SQLite, and entry and import on a PostgreSQL whose
tables lie on such a disk; then the same is tried with room.
"""
import json
import os
import random
import shutil
import tempfile
import time

from people import Folk, uuid7
from program import COUNTY, House, PASSWORD, Postgres, Tally, message, residents, same
from volume import NotPermitted, Volume, in_own_mounts

ROWS = 15_000  # Some portions of an import.
MEGABYTES = 320  # SQLite's log alone takes 64 and more before it is folded into the file.
ROOM_FOR_A_PART = 6 << 20  # The demonstration, and half a portion of an import, need more.
CRUMB = 1 << 20  # A program that starts on SQLite rebuilds the index of the log it finds.
ATTEMPTS = 4000


def tells_full(house, *words, **options):
    """A command ends with status 3, and says in both languages and in JSON what to do."""
    for language in ("en", "zh"):
        status, out, told = house.run(*words, language=language, **options)
        same(status, 3, f"status of {words[0]}: {told or out}")
        if message("app.broken.disk_full", language) not in told:
            raise AssertionError(f"{words[0]} says in {language}: {told}")
    status, out, told = house.run(*words, "--json", **options)
    same((status, json.loads(out)["faults"][0]["code"]), (3, "app.broken.disk_full"), "in JSON")


def is_full_problem(answer, what):
    status, problem = answer
    same((status, problem["code"]), (507, "http.disk_full"), f"{what}: {problem}")
    return problem["detail"]


def room_of_import(house, volume, file):
    """How many bytes an import of `file` into an empty database takes at its largest."""
    house.init()
    before = least = volume.free()
    process = house.start("import", "roster", file)
    while process.poll() is None:
        least = min(least, volume.free())
        time.sleep(0.01)
    process.communicate()
    return before - least


def import_until_full(house, volume, file, room):
    """`room` is enough for the first portion and not for the last."""
    volume.fill(int(room))
    tells_full(house, "import", "roster", file)
    volume.give(CRUMB)
    there = residents(house)
    if not 0 < there < ROWS:
        raise AssertionError(f"{there} of {ROWS} rows are there: the disk did not fill on the way")
    house.verify()
    volume.make_room()
    report = json.loads(house.must("import", "roster", file, "--json"))
    same((report["created"], report["unchanged"], report["rejected"]), (ROWS - there, there, 0),
         "the same command with room")
    house.verify()
    return f"{there} whole rows before, {ROWS} after"


def enter_until_full(client, chance, first, language):
    """Enters people until the disk is full: (the last one's body, how many were taken)."""
    folk = Folk()
    client.language = language
    for number in range(first, first + ATTEMPTS):
        body = folk.entry(number, chance)
        answer = client.ask("POST", "/people", body)
        if answer[0] != 201:
            detail = is_full_problem(answer, "an entry")
            if message("http.disk_full", language) not in detail:
                raise AssertionError(f"in {language} it says: {detail}")
            return body, number - first
    raise AssertionError(f"{ATTEMPTS} people and the disk is still not full")


def serve_while_full(house, volume, chance):
    """The server lives through it: writes are refused, reads answered, nothing is half there."""
    house.add_user("clerk", "district", "--area", COUNTY)
    server = house.serve()
    client = server.sign_in("clerk")
    known = client.must("GET", "/people?limit=1")["items"][0]["id"]
    volume.fill()
    refused, taken = enter_until_full(client, chance, ROWS, "zh")
    # PostgreSQL may still find a gap in a page for somebody else.
    other, more = enter_until_full(client, chance, ROWS + taken + 1, "en")
    for path in (f"/people/{known}", "/people?limit=1", "/needs?limit=1", "/board",
                 f"/figures?area={COUNTY}"):
        same(client.ask("GET", path)[0], 200, f"reading {path}")
    for body in (refused, other):
        same(client.ask("GET", f"/people/{body['id']}")[0], 404, "who was refused is there")
    volume.make_room()
    for body in (refused, other):
        same(client.ask("POST", "/people", body)[0], 201, "the same entry with room")
    server.sign_in("clerk")
    same(residents(house), ROWS + taken + more + 2, "people counted")
    return server, f"{taken + more} more entries fitted"


def write_nothing_small(house, volume, server, chance):
    """On SQLite every write is refused alike, however small."""
    client = server.sign_in("clerk")
    known = client.must("GET", "/people?limit=1")["items"][0]["id"]
    need = {"id": uuid7(chance), "person": known, "category": "medical.cataract", "words": "w",
            "channel": "visit", "mode": "home", "urgency": "soon"}
    volume.fill()
    enter_until_full(client, chance, 10 * ROWS, "en")
    is_full_problem(client.ask("POST", "/needs", need), "a need")
    is_full_problem(client.ask("POST", "/session", {"user": "clerk", "password": PASSWORD}),
                    "signing in")
    same(client.ask("GET", f"/needs/{need['id']}")[0], 404, "the need that was refused")
    volume.make_room()
    same(client.ask("POST", "/needs", need)[0], 201, "the same need with room")


def upload_while_full(server, volume, file):
    client = server.sign_in("clerk")
    content = open(file, "rb").read()
    volume.fill()
    ident = uuid7(random)
    form = {"id": ident, "area": COUNTY}
    is_full_problem(client.upload("/imports", form, "roster.csv", content), "an upload")
    same(client.ask("GET", f"/imports/{ident}")[0], 404, "the refused upload")
    volume.make_room()
    same(client.upload("/imports", form, "roster.csv", content)[0], 201, "the same with room")


def job_while_full(server, house, volume):
    """An import in the browser that meets the full disk says so, or waits; either way it ends whole."""
    client = server.sign_in("clerk")
    before = residents(house)
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        Folk().write_roster(file.name, 100_000, ROWS)
        ident = uuid7(random)
        same(client.upload("/imports", {"id": ident, "area": COUNTY}, "r.csv", file.read())[0], 201,
             "the upload")
    volume.fill(ROOM_FOR_A_PART)
    client.must("POST", f"/imports/{ident}/run", {})

    def state_after(seconds):
        until = time.monotonic() + seconds
        while True:
            shown = client.must("GET", f"/imports/{ident}")
            if shown["job_state"] in ("done", "failed") or time.monotonic() > until:
                return shown
            time.sleep(0.2)

    shown = state_after(15)
    told = shown["job_state"]
    if told == "done":
        raise AssertionError("the disk did not fill on the way")
    volume.make_room()
    if told == "failed":
        same(shown["problem"], message("platform.job.disk_full", "en"), "what the job says")
        client.must("POST", f"/imports/{ident}/run", {})
    shown = state_after(100)  # A runner that could not even say so is silent for a minute.
    same((shown["job_state"], shown["state"]), ("done", "done"), shown.get("problem"))
    same(residents(house), before + ROWS, "people counted")
    return f"without room it was {told}"


def commands_while_full(house, volume):
    volume.fill()
    # The log of SQLite may have room inside: what is small goes into it. So more than fits.
    for number in range(ATTEMPTS):
        status, _, told = house.run("user", "add", f"user-{number}", "--role", "district", "--area",
                                    COUNTY, given=PASSWORD + "\n")
        if status:
            break
    tells_full(house, "user", "add", "last", "--role", "district", "--area", COUNTY,
               given=PASSWORD + "\n")
    out = volume.path / "out.xlsx"
    for words, code in ((("export", "roster", "--area", COUNTY, out), "sheet.cannot_write"),
                        (("backup", volume.path / "copy"), "db.backup.unwritable")):
        status, said, _ = house.run(*words, "--json")
        same(status, 3, f"status of {words[0]}: {said}")
        told = json.loads(said)["faults"][0]["code"]  # Or the log of who took what has no room.
        if told not in (code, "app.broken.disk_full"):
            raise AssertionError(f"{words[0]} says {told}")
    left = [name for name in os.listdir(volume.path) if name.startswith("out")]
    left += os.listdir(volume.path / "copy") if (volume.path / "copy").exists() else []
    same(left, [], "left behind by export and backup")
    volume.make_room()
    house.add_user("last", "district", "--area", COUNTY)
    house.must("export", "roster", "--area", COUNTY, out)
    house.verify()


def init_while_full(volume):
    volume.fill()
    house = House(folder=volume.path / "new")
    tells_full(house, "init", *house.packs)
    volume.make_room()
    house.init()
    house.verify()
    return house


def demo_while_full(volume, house):
    volume.fill(ROOM_FOR_A_PART)
    tells_full(house, "demo", "--pack", house.packs[-1])
    volume.give(CRUMB)
    part = residents(house)
    house.verify()
    volume.make_room()
    told = json.loads(house.must("demo", "--pack", house.packs[-1], "--json"))
    same(residents(house), told["residents"], "residents")
    house.verify()
    return f"{part} residents before, {told['residents']} after"


def on_sqlite(tally, file):
    volume = Volume(MEGABYTES)
    name = f"SQLite on a full {volume.kind}"
    chance = random.Random(1)
    try:
        trial = House(folder=volume.path / "trial")
        room = room_of_import(trial, volume, file)
        shutil.rmtree(trial.folder)
        house = House(folder=volume.path / "data").init()
        # At its largest the log and the file hold everything twice.
        tally.run(f"{name}: import", lambda: import_until_full(house, volume, file, room * 0.33))
        server, said = serve_while_full(house, volume, chance)
        tally.check(f"{name}: serving ({said})", True)
        tally.run(f"{name}: needs and sessions",
                  lambda: write_nothing_small(house, volume, server, chance))
        tally.run(f"{name}: upload", lambda: upload_while_full(server, volume, file))
        tally.run(f"{name}: job", lambda: job_while_full(server, house, volume))
        tally.run(f"{name}: stops in order", lambda: same(server.stop(), 0, "status"))
        tally.run(f"{name}: user, export, backup", lambda: commands_while_full(house, volume))
    except Exception as broken:  # What follows would only repeat it.
        tally.check(name, False, f"{type(broken).__name__}: {broken}")
    finally:
        volume.close()
    volume = Volume(MEGABYTES)
    try:
        made = []
        tally.run(f"{name}: init", lambda: made.append(init_while_full(volume)))
        if made:
            tally.run(f"{name}: demonstration", lambda: demo_while_full(volume, made[0]))
    finally:
        volume.close()


def on_postgresql(tally, file):
    """The tables of the database lie on the small disk, its log (whose end would be PostgreSQL's
    own) does not."""
    volume = Volume(MEGABYTES)
    postgres = Postgres()
    name = f"PostgreSQL on a full {volume.kind}"
    try:
        tables = volume.path / "tables"
        tables.mkdir()
        if postgres.user:
            os.chown(tables, postgres.user["user"], postgres.user["group"])
        postgres.sql(f"CREATE TABLESPACE small LOCATION '{tables}'")
        trial = House(postgres, tablespace="small")
        room = room_of_import(trial, volume, file)
        postgres.sql(f"DROP DATABASE {trial.database}")
        postgres.sql("CHECKPOINT")  # Gives the room back.
        house = House(postgres, tablespace="small").init()
        tally.run(f"{name}: import", lambda: import_until_full(house, volume, file, room * 0.55))
        server, said = serve_while_full(house, volume, random.Random(2))
        tally.check(f"{name}: serving ({said})", True)
        tally.run(f"{name}: stops in order", lambda: same(server.stop(), 0, "status"))
        tally.run(f"{name}: sound at the end", house.verify)
        house.remove()
    except Exception as broken:
        tally.check(name, False, f"{type(broken).__name__}: {broken}")
    finally:
        postgres.close()
        volume.close()


def main():
    tally = Tally()
    if not in_own_mounts():
        tally.leave_out("a full disk", "this machine gives nobody a mount namespace")
        tally.end()
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        Folk().write_roster(file.name, 0, ROWS)
        try:
            on_sqlite(tally, file.name)
            on_postgresql(tally, file.name)
        except NotPermitted:
            tally.leave_out("a full disk", "this machine lets nobody mount")
    tally.end()


if __name__ == "__main__":
    main()
