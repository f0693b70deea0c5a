#!/usr/bin/env python3
"""Before any work is done: a key that is absent or another's, a port in use, a folder that may not
be written, a database that is newer, damaged, absent or away. Each is told in Chinese and English
with what to do and the right exit status, and leaves the data folder as it was.

  doors.py
"""
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile

from people import Folk
from program import COUNTY, House, PROGRAM, Tally, message, same
from volume import NotPermitted, Volume, in_own_mounts

FAULTS, BROKEN = 1, 3


def commands(roster):
    """Every way in: what serves, what reads, what writes."""
    return [("serve", "--listen", "127.0.0.1:0"), ("import", "roster", roster), ("verify",),
            ("figures", "--area", COUNTY, "--from", "2026-01-01", "--to", "2026-01-31"),
            ("export", "roster", "--area", COUNTY, roster + ".xlsx")]


def content(folder):
    """Every file of a folder with its bytes; the log and its index may come and go."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and not path.name.endswith(("-wal", "-shm"))}


def told(house, words, code, status):
    """One command is refused with `code` in Chinese, English and JSON."""
    for language in ("zh", "en"):
        found, out, said = house.run(*words, language=language, timeout=30)
        same(found, status, f"status of {words[0]} ({said or out})")
        if message(code, language) not in said:
            raise AssertionError(f"{words[0]} says in {language}: {said}")
    found, out, _ = house.run(*words, "--json", timeout=30)
    same((found, json.loads(out)["faults"][0]["code"]), (status, code), f"{words[0]} in JSON")


def refused(house, roster, code, status=FAULTS, also=()):
    """Every command is refused alike, and nothing is changed by asking."""
    before = content(house.folder)
    for words in [*commands(roster), *also]:
        told(house, words, code, status)
    same(content(house.folder).keys(), before.keys(), "the files of the data folder")
    same(content(house.folder), before, "the data folder")


def sound_again(house):
    house.verify()
    server = house.serve()
    same(server.stop(), 0, "status of serve")


def key_missing(house, roster):
    key = house.folder / "key"
    kept = key.read_bytes()
    key.unlink()
    refused(house, roster, "platform.key.missing", also=[("init", *house.packs)])
    key.write_bytes(kept)
    key.chmod(0o600)
    sound_again(house)


def key_of_another(house, roster):
    other = House().init()
    key = house.folder / "key"
    kept = key.read_bytes()
    key.write_bytes((other.folder / "key").read_bytes())
    refused(house, roster, "platform.key.other_database", also=[("init", *house.packs)])
    key.write_bytes(kept)
    other.remove()
    sound_again(house)


def key_malformed(house, roster):
    key = house.folder / "key"
    kept = key.read_bytes()
    for wrong in (b"", kept[:40], b"\0" * 88):
        key.write_bytes(wrong)
        refused(house, roster, "platform.key.malformed")
    key.write_bytes(kept)
    key.chmod(0o644)
    refused(house, roster, "platform.key.open_to_others")
    key.chmod(0o600)
    sound_again(house)


def port_in_use(house):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told(house, ("serve", "--listen", f"127.0.0.1:{taken.getsockname()[1]}"),
             "app.cannot_listen", BROKEN)
    told(house, ("serve", "--listen", "localhost.nowhere:8080"), "app.cannot_listen", BROKEN)
    for wrong in ("8080", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:80x"):
        told(house, ("serve", "--listen", wrong), "app.bad_listen", FAULTS)


def newer_schema(house, roster):
    database = house.folder / "zhulian.db"
    with sqlite3.connect(database) as rows:
        rows.execute("INSERT INTO db_migration VALUES (9999, 'later', 'x', 0)")
    rows.close()
    refused(house, roster, "app.schema_new")
    told(house, ("init", *house.packs), "db.migration.newer", FAULTS)
    with sqlite3.connect(database) as rows:
        rows.execute("DELETE FROM db_migration WHERE number = 9999")
    rows.close()
    sound_again(house)


def older_schema(roster):
    """A database that init began and did not end is an older one; init ends it."""
    house = House()
    (house.folder / "zhulian.db").touch(mode=0o600)
    house.init()
    house.verify()
    with sqlite3.connect(house.folder / "zhulian.db") as rows:
        last, = rows.execute("SELECT max(number) FROM db_migration").fetchone()
        rows.execute("DELETE FROM db_migration WHERE number = ?", (last,))
    rows.close()
    refused(house, roster, "app.schema_old")
    house.remove()


def damaged(house, roster):
    """Not a database at all, or one whose pages are torn."""
    database = house.folder / "zhulian.db"
    kept = database.read_bytes()
    database.write_bytes(b"This is a letter and no database.\n" * 400)
    refused(house, roster, "app.broken.corrupt", BROKEN)
    torn = bytearray(kept)
    torn[8192:len(torn) // 2] = os.urandom(len(torn) // 2 - 8192)
    database.write_bytes(torn)
    status, out, said = house.run("verify", language="en")
    if status not in (FAULTS, BROKEN):
        raise AssertionError(f"verify finds torn pages sound: {out}{said}")
    database.write_bytes(kept)
    sound_again(house)


def absent(roster):
    with tempfile.TemporaryDirectory() as folder:
        house = House(folder=folder)
        refused(house, roster, "app.no_database")
        same(os.listdir(folder), [], "nothing was made")


def postgresql_away(house, roster):
    away = House(folder=house.folder)
    away.where = ["--db", "postgresql://postgres@127.0.0.1:1/none", "--data", str(house.folder)]
    refused(away, roster, "app.broken.database_lost", BROKEN)
    away.where = away.where[:2]
    refused(away, roster, "app.data_missing")


def read_only_volume(tally, roster):
    try:
        volume = Volume(24)
    except NotPermitted:
        return tally.leave_out("a read-only disk", "this machine lets nobody mount")
    try:
        house = House(folder=volume.path / "data").init()
        volume.remount("ro")
        tally.run("a read-only disk: told, not a byte changed",
                  lambda: refused(house, roster, "app.broken.read_only", BROKEN))
        fresh = House(folder=volume.path / "fresh")
        tally.run("a read-only disk: nowhere to begin",
                  lambda: told(fresh, ("init", *house.packs), "app.broken.read_only", BROKEN))
        volume.remount("rw")
        tally.run("a read-only disk: sound once it is not", lambda: sound_again(house))
    finally:
        volume.close()


def forbidden_folder(house):
    """The folder is another user's. Root may enter everything, so it is tried as nobody, with a
    copy of the program that nobody may run."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        program = shutil.copy(PROGRAM, folder)
        os.chmod(program, 0o755)
        os.chmod(house.folder, 0o755 if os.geteuid() == 0 else 0o500)
        nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        for language in ("zh", "en"):
            done = subprocess.run([program, "verify", *house.where], cwd=folder, capture_output=True,
                                  env={"LC_ALL": language}, **nobody)
            said = done.stderr.decode()
            if nobody:
                same(done.returncode, FAULTS, said)
                same(message("platform.key.unreadable", language) in said, True, said)
        os.chmod(house.folder, 0o700)


def main():
    tally = Tally()
    mounts = in_own_mounts()
    with tempfile.TemporaryDirectory() as folder:
        roster = f"{folder}/roster.csv"
        Folk().write_roster(roster, 0, 3)
        house = House().init()
        tally.run("no key file: no new one, no data lost", lambda: key_missing(house, roster))
        tally.run("another database's key", lambda: key_of_another(house, roster))
        tally.run("what is no key, or one that others may read", lambda: key_malformed(house, roster))
        tally.run("a port in use, an address that is none", lambda: port_in_use(house))
        tally.run("a newer schema", lambda: newer_schema(house, roster))
        tally.run("an older schema, an init that was broken off", lambda: older_schema(roster))
        tally.run("a damaged database", lambda: damaged(house, roster))
        tally.run("no database", lambda: absent(roster))
        tally.run("PostgreSQL is away", lambda: postgresql_away(house, roster))
        tally.run("a folder of somebody else", lambda: forbidden_folder(house))
        house.remove()
        if mounts:
            read_only_volume(tally, roster)
        else:
            tally.leave_out("a read-only disk", "this machine gives nobody a mount namespace")
    tally.end()


if __name__ == "__main__":
    main()
