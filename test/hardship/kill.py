#!/usr/bin/env python3
"""kill -9 while people work: nothing that was answered is lost, nothing is there by half.

  kill.py [--rounds N] [--postgresql-rounds N] [--rows N] [--seed N]

One idea: the writers keep a journal of what they asked and what they were told, as a stranger
with a notebook would, and afterwards the program is held to the notebook:
  - what was answered is there, as it was answered;
  - what was not answered is there whole, or not at all;
  - asked again under the same id (and key), everything answers as if nothing had happened, and
    there is no second one of anything: the lists hold the notebook's ids and no other;
  - `zhulian verify` finds schema, rows, files and the audit chain sound.
Then the long commands: an import and a demonstration that are killed on their way and run again
end as if they had never been disturbed.
"""
import argparse
import http.client
import json
import random
import tempfile
import threading
import time

from people import Folk, uuid7
from program import COUNTY, House, Postgres, Tally, residents, same

WRITERS = 6
NEED_CATEGORIES = ["medical.cataract", "medical.diagnosis"]
GONE = (OSError, http.client.HTTPException, ValueError)  # ValueError: half of an answer.


class Deed:
    """One write as its author remembers it; `answer` is empty while nothing was heard."""

    def __init__(self, path, body, key):
        self.path, self.body, self.key = path, body, key
        self.answer = None

    @property
    def place(self):
        return f"{self.path}/{self.body['id']}"


class Writer(threading.Thread):
    """A person at work: one connection, one request after the other, until it is stopped. A
    machine that is away is waited for when `patient`, and otherwise is the end."""

    def __init__(self, client, people, chance, patient=False):
        super().__init__(daemon=True)
        self.client, self.people, self.chance, self.patient = client, people, chance, patient
        self.deeds, self.known, self.faults = [], [], []
        self.over, self.answered = threading.Event(), threading.Event()

    def next_deed(self):
        key = uuid7(self.chance) if self.chance.random() < 0.5 else None
        if self.known and self.chance.random() < 0.4:
            return Deed("/needs", {
                "id": uuid7(self.chance), "person": self.chance.choice(self.known),
                "category": self.chance.choice(NEED_CATEGORIES),
                "words": f"wish {self.chance.random()}", "channel": "visit", "mode": "home",
                "urgency": "soon"}, key)
        return Deed("/people", self.people.next(self.chance), key)

    def run(self):
        while not self.over.is_set():
            deed = self.next_deed()
            self.deeds.append(deed)
            try:
                status, said = self.client.ask("POST", deed.path, deed.body, deed.key)
            except GONE:
                if not self.patient:
                    return
                time.sleep(0.02)
                continue
            if status == 201:
                deed.answer = said
                self.answered.set()
                if deed.path == "/people":
                    self.known.append(said["id"])
            elif status == 503 or self.patient and status >= 500:
                time.sleep(0.02)
            else:
                self.faults.append(f"{deed.path}: {status} {said}")


class People:
    """Hands out people, none twice."""

    def __init__(self):
        self.folk, self.count, self.lock = Folk(), 0, threading.Lock()

    def next(self, chance):
        with self.lock:
            self.count += 1
            number = self.count
        return self.folk.entry(number, chance)


def essence(path, document):
    """What of an answer does not change with the days or with later deeds."""
    if path == "/needs":
        return document
    fields = ("id", "revision", "name", "sex", "birth", "area", "citizen_id_masked", "phone_masked",
              "address_masked", "guardian")
    return {name: document[name] for name in fields}


def check_whole(deed, document):
    """What was never answered and is there all the same has every part that was asked for."""
    if deed.path == "/needs":
        return same({**document, **deed.body}, document, "a need is there by half")
    for name in ("id", "name", "area", "guardian"):
        same(document[name], deed.body[name], f"a person is there by half ({name})")
    same(document["citizen_id_masked"][-4:], deed.body["citizen_id"][-4:], "the citizen id")
    same(document["phone_masked"][-4:], deed.body["phone"][-4:], "the phone")


def hold_to(client, deeds):
    """Everything of the notebook against the program; what it found, in words."""
    whole = absent = answered = 0
    for deed in deeds:
        status, document = client.ask("GET", deed.place)
        if deed.answer is not None:
            same(status, 200, f"an answered write is lost: {deed.place}")
            same(essence(deed.path, document), essence(deed.path, deed.answer), "what was answered")
            answered += 1
        elif status == 200:
            check_whole(deed, document)
            whole += 1
        else:
            same(status, 404, deed.place)
            absent += 1
    # Again, all of it: people before the needs that name them, as it was the first time.
    for deed in deeds:
        status, said = client.ask("POST", deed.path, deed.body, deed.key)
        same(status, 201, f"asked again: {deed.place}: {said}")
        if deed.answer is None:
            check_whole(deed, said)
        elif deed.key:
            same(said, deed.answer, "the kept answer")
        else:
            same(essence(deed.path, said), essence(deed.path, deed.answer), "the same id again")
    return f"{answered} answered and there; unanswered: {whole} whole, {absent} absent"


def check_no_twins(client, deeds):
    for path in ("/people", "/needs"):
        found = [item["id"] for item in client.all(path)]
        wanted = {deed.body["id"] for deed in deeds if deed.path == path}
        same(len(found), len(set(found)), f"{path}: somebody is listed twice")
        same(set(found) ^ wanted, set(), f"{path}: listed but never asked for, or the reverse")
    people = [deed for deed in deeds if deed.path == "/people"]
    for deed in people[:: max(1, len(people) // 20)]:
        twin = {**deed.body, "id": uuid7(random)}
        status, said = client.ask("POST", "/people", twin)
        same((status, said["code"]), (409, "registry.person.known"), "a twin under another id")
    return f"{len(people)} people, {len(deeds) - len(people)} needs"


def rounds_of(house, rounds, chance, tally, name, disturb):
    """`disturb(server)` breaks what it breaks and answers the server that lives after it."""
    house.init()
    house.add_user("clerk", "district", "--area", COUNTY)
    server = house.serve()
    token = server.sign_in("clerk").token
    people, notebook = People(), []
    for number in range(1, rounds + 1):
        patient = disturb is not kill_program
        writers = [Writer(server.client(token), people, random.Random(chance.random()), patient)
                   for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        writers[0].answered.wait(10)
        moment = chance.uniform(0.02, 0.6)  # .. of answers: a busy machine takes its time for one.
        time.sleep(moment)
        server = disturb(house, server)
        for writer in writers:
            writer.over.set()
            writer.join()
        deeds = [deed for writer in writers for deed in writer.deeds]
        notebook += deeds

        def judge():
            for writer in writers:
                same(writer.faults, [], "refused before the end")
            if not any(deed.answer for deed in deeds):
                raise AssertionError("nothing was answered: the round proves nothing")
            found = hold_to(server.client(token), deeds)  # The session outlived the crash as well.
            house.verify()
            return f"{moment * 1000:.0f} ms of work: {found}"

        tally.run(f"{name}, round {number}", judge)
    tally.run(f"{name}: no second one of anything, none too many",
              lambda: check_no_twins(server.client(token), notebook))
    tally.run(f"{name}: stops in order", lambda: same(server.stop(), 0, "status"))
    tally.run(f"{name}: sound at the end", house.verify)
    house.remove()


def kill_program(house, server):
    server.kill()
    return house.serve()


def kill_database(postgres):
    """The database goes and comes back under the feet of a program that lives on."""
    def disturb(house, server):
        postgres.crash()
        postgres.start()
        time.sleep(0.2)  # Work goes on with the new one before the notebook is opened.
        same(server.process.poll(), None, "the server ended")
        return server
    return disturb


# --- Long commands -------------------------------------------------------------------------------


def kill_on_the_way(house, chance, words, kills):
    """Kills a command once before it has written anything, then `kills` times while it writes: each
    time some moments after more people are there. Answers how many are there in the end."""
    process = house.start(*words)
    time.sleep(chance.uniform(0.02, 0.2))
    process.kill()
    process.communicate()
    there = residents(house)
    for _ in range(kills):
        process = house.start(*words)
        while (now := residents(house)) == there and process.poll() is None:
            pass
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.communicate()
        same(process.returncode, -9, f"it was done before it was killed, with {now} people: status")
        there = residents(house)
    return there


def killed_import(house, rows, chance):
    """The file is judged first and taken in pieces: a kill leaves whole people, and the second
    run finds exactly those unchanged (it compares every field)."""
    house.init()
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        Folk().write_roster(file.name, 0, rows)
        words = ("import", "roster", file.name, "--json")
        there = kill_on_the_way(house, chance, words, 2)
        house.verify()
        if there >= rows:
            raise AssertionError("all rows were in before the last kill: more rows are needed")
        report = json.loads(house.must(*words))
        same({name: report[name] for name in ("rows", "created", "unchanged", "updated", "rejected")},
             {"rows": rows, "created": rows - there, "unchanged": there, "updated": 0, "rejected": 0},
             "the run after the kills")
        same(residents(house), rows, "people counted")
        report = json.loads(house.must(*words))
        same(report["unchanged"], rows, "unchanged in one more run")
        house.verify()
        house.remove()
        return f"{there} of {rows} rows there after 3 kills, the rest after one run"


class KilledJob:
    """An import asked for in the browser goes on by itself after a kill, when its runner has been
    silent for 20 seconds; so it is begun early and looked at last."""

    def __init__(self, house, rows):
        self.house, self.rows, self.began = house, rows, False
        self.id = uuid7(random)

    def begin(self):
        self.house.init()
        self.house.add_user("clerk", "district", "--area", COUNTY)
        server = self.house.serve()
        client = server.sign_in("clerk")
        with tempfile.NamedTemporaryFile(suffix=".csv") as file:
            Folk().write_roster(file.name, 0, self.rows)
            status, said = client.upload("/imports", {"id": self.id, "area": COUNTY}, "roster.csv",
                                         file.read())
        same(status, 201, said)
        client.must("POST", f"/imports/{self.id}/run", {})
        while residents(self.house) == 0:
            time.sleep(0.05)
        server.kill()
        self.there = residents(self.house)
        if self.there >= self.rows:
            raise AssertionError("all rows were in before the kill: more rows are needed")
        self.server = self.house.serve()
        self.client = self.server.client(client.token)
        self.began = True
        return f"{self.there} of {self.rows} rows there"

    def finish(self):
        if not self.began:
            raise AssertionError("it was not begun")
        until = time.monotonic() + 100
        while time.monotonic() < until:
            shown = self.client.must("GET", f"/imports/{self.id}")
            if shown["state"] != "running":
                break
            time.sleep(0.25)
        same(shown["state"], "done", shown.get("problem"))
        same(shown["counts"], {"rows": self.rows, "accepted": self.rows, "created": self.rows,
                               "updated": 0, "unchanged": 0, "rejected": 0}, "the counts")
        same(residents(self.house), self.rows, "people counted")
        same(self.server.stop(), 0, "status")
        self.house.verify()
        self.house.remove()


def killed_demo(house, other, chance):
    """A demonstration that was killed is the one that was not, figure by figure."""
    words = ("demo", "--json", "--pack", house.packs[-1])
    other.init()
    undisturbed = json.loads(other.must(*words))
    house.init()
    there = kill_on_the_way(house, chance, words, 2)
    house.verify()
    disturbed = json.loads(house.must(*words))
    for told in (undisturbed, disturbed):
        del told["seconds"]
    same(disturbed, undisturbed, "what it says it made")
    today = time.strftime("%Y-%m-%d")
    asked = ("figures", "--area", COUNTY, "--from", "2026-01-01", "--to", today, "--json")
    same(json.loads(house.must(*asked)), json.loads(other.must(*asked)), "the figures")
    same(json.loads(house.must(*words))["already"], True, "one more run changes nothing")
    house.verify()
    house.remove()
    other.remove()
    return f"{there} residents there after 3 kills, {disturbed['residents']} at the end"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="on SQLite")
    parser.add_argument("--postgresql-rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=40_000, help="of the roster")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    chance, tally = random.Random(arguments.seed), Tally()
    job = KilledJob(House(), arguments.rows)
    tally.run("SQLite, import in the browser killed", job.begin)
    if arguments.rounds:
        rounds_of(House(), arguments.rounds, chance, tally, "SQLite, program killed", kill_program)
    tally.run("SQLite, import killed", lambda: killed_import(House(), arguments.rows, chance))
    tally.run("SQLite, demonstration killed", lambda: killed_demo(House(), House(), chance))
    if arguments.postgresql_rounds:
        postgres = Postgres()
        try:
            rounds_of(House(postgres), arguments.postgresql_rounds, chance, tally,
                      "PostgreSQL, program killed", kill_program)
            rounds_of(House(postgres), 2, chance, tally, "PostgreSQL itself killed",
                      kill_database(postgres))
        finally:
            postgres.close()
    tally.run("SQLite, import in the browser: went on by itself, each row taken once", job.finish)
    tally.end()


if __name__ == "__main__":
    main()
