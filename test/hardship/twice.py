#!/usr/bin/env python3
"""A double click: the same write, under the same client-made id, from several connections at once,
is done once and answered alike to each, on SQLite and on PostgreSQL, with a key and without.

  twice.py
"""
import itertools
import random
import threading

from people import Folk, uuid7
from program import COUNTY, House, Postgres, Tally, same

CLICKS = 4
TIMES = 30
FOLK, NUMBERS = Folk(), itertools.count()


def at_once(clients, path, body, key):
    """Asks on every connection in the same moment: the answers."""
    start, answers = threading.Barrier(len(clients)), [None] * len(clients)

    def click(number):
        start.wait()
        answers[number] = clients[number].ask("POST", path, body, key)

    hands = [threading.Thread(target=click, args=(number,)) for number in range(len(clients))]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return answers


def bodies(path, person, chance):
    """New things without end, each with an id of its own, nobody twice."""
    for number in NUMBERS:
        ident = uuid7(chance)
        yield {"/people": FOLK.entry(number, chance),
               "/needs": {"id": ident, "person": person, "category": "medical.cataract",
                          "words": "a wish", "channel": "visit", "mode": "home", "urgency": "soon"},
               "/organisations": {"id": ident, "kind": "company", "name": f"C {number}",
                                  "area": COUNTY, "contact": "", "strengths": ""}}[path]


def clicks(clients, path, person, with_key, chance):
    before = len(clients[0].all(path))
    made = bodies(path, person, chance)
    for _ in range(TIMES):
        body = next(made)
        answers = at_once(clients, path, body, uuid7(chance) if with_key else None)
        for status, document in answers:
            same(status, 201, document)
            same(document, answers[0][1], "an answer beside the first")
    same(len(clients[0].all(path)), before + TIMES, f"how many {path} there are more")


def different(clients, person, chance):
    """One id for two different things is no repetition: one of them stands, the rest are refused."""
    for _ in range(TIMES):
        ident, answers = uuid7(chance), []

        def ask(client, words):
            answers.append(client.ask("POST", "/needs", {
                "id": ident, "person": person, "category": "medical.cataract", "words": words,
                "channel": "visit", "mode": "home", "urgency": "soon"}))

        hands = [threading.Thread(target=ask, args=(client, f"wish {number}"))
                 for number, client in enumerate(clients)]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        same(sorted(status for status, _ in answers), [201] + [409] * (len(clients) - 1), answers)


def on(name, house, tally):
    house.init()
    house.add_user("clerk", "district", "--area", COUNTY)
    server, chance = house.serve(), random.Random(1)
    clerk = server.sign_in("clerk")
    clients = [server.client(clerk.token) for _ in range(CLICKS)]
    first = FOLK.entry(next(NUMBERS), chance)
    clerk.must("POST", "/people", first)
    for path in ("/people", "/needs", "/organisations"):
        for with_key in (False, True):
            tally.run(f"{name}: POST {path} {CLICKS} times at once {'with' if with_key else 'without'} "
                      "a key", lambda: clicks(clients, path, first["id"], with_key, chance))
    tally.run(f"{name}: one id for different needs at once",
              lambda: different(clients, first["id"], chance))
    same(server.stop(), 0, "status")
    tally.run(f"{name}: sound at the end", house.verify)
    house.remove()


def main():
    tally = Tally()
    on("SQLite", House(), tally)
    postgres = Postgres()
    try:
        on("PostgreSQL", House(postgres), tally)
    finally:
        postgres.close()
    tally.end()


if __name__ == "__main__":
    main()
