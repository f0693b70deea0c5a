"""A year of work for the county that bench/run has made, and the questions an office asks of it.

One idea: the year is recorded as an office records it, one request a visit and one a mark of a
centre day, on a few connections that each wait for their answer; so what fills the database is
itself a measurement. A visit or a call is one event with one person; a centre day is one event with
everybody on its roll.
"""
import datetime
import json
import queue
import random
import socket
import sys
import threading
import time

from people import uuid7  # bench/run has put its folder in the path

SITES = 20
ENROLLED = 30  # A centre's roll.
CENTRE_DAYS = 250
KINDS = ("home_visit", "call")
CONNECTIONS = 8
PORTION = 500  # Requests a connection takes at a time.


class Refused(Exception):
    """A request that had to be taken was not."""


class Connection:
    """One connection that sends a request when the one before is answered; no more HTTP than this
    needs, because the loader shares the cores."""

    def __init__(self, port, token):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = (" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                     f"Authorization: Bearer {token}\r\nContent-Length: ")

    def post(self, path, body):
        text = json.dumps(body).encode()
        self.socket.sendall(f"POST /api/v1{path}{self.head}{len(text)}\r\n\r\n".encode() + text)
        said = b""
        while b"\r\n\r\n" not in said:
            said += self._more()
        head, rest = said.split(b"\r\n\r\n", 1)
        length = next(int(line[15:]) for line in head.split(b"\r\n")
                      if line.lower().startswith(b"content-length:"))
        while len(rest) < length:
            rest += self._more()
        if not head.startswith(b"HTTP/1.1 201"):
            raise Refused(f"POST {path}: {head.splitlines()[0].decode()} {rest[:400].decode()}")

    def _more(self):
        part = self.socket.recv(65536)
        if not part:
            raise Refused("the server closed the connection")
        return part


def send_all(server, token, requests):
    """Posts every (path, body), each connection in its own order. How many a second."""
    waiting, failed, count = queue.Queue(2 * CONNECTIONS), [], 0

    def work():
        try:
            connection = Connection(server.port, token)
            while (portion := waiting.get()) is not None:
                for path, body in portion:
                    connection.post(path, body)
        except (OSError, Refused) as broken:
            failed.append(broken)
            while waiting.get() is not None:  # Whoever fills the queue must not wait for ever.
                pass

    threads = [threading.Thread(target=work, daemon=True) for _ in range(CONNECTIONS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    portion = []
    for request in requests:
        portion.append(request)
        count += 1
        if len(portion) == PORTION:
            waiting.put(portion)
            portion = []
        if failed:
            break
    waiting.put(portion)
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    if failed:
        sys.exit(f"the year could not be recorded: {failed[0]}")
    return count / (time.monotonic() - began)


def add_sites(client, folk, chance):
    """Centres with a full roll each: [(site, [person ..])]."""
    made = []
    first = (datetime.date.today() - datetime.timedelta(days=400)).isoformat()
    for _, name, village in folk.places[:SITES]:
        site = uuid7(chance)
        client.must("POST", "/sites", {"id": site, "kind": "care_centre", "name": f"{name} centre",
                                       "area": village, "address": "1", "from": first})
        roll, cursor = [], ""
        while len(roll) < ENROLLED and cursor is not None:
            page = client.must("GET", f"/people?village={village}&limit=200{cursor}")
            cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
            for person in page["items"]:
                status, _ = client.ask("POST", "/enrolments", {
                    "id": uuid7(chance), "site": site, "person": person["id"],
                    "care_mode": "day_care", "from": first})
                if status == 201:  # Others are not eligible, by the pack's own condition.
                    roll.append(person["id"])
                if len(roll) == ENROLLED:
                    break
        made.append((site, roll))
    return made


def days_back(count):
    today = datetime.date.today()
    return [(today - datetime.timedelta(days=back)).isoformat() for back in range(count)]


def marks(sites, days):
    for day in days:
        for site, roll in sites:
            for person in roll:
                yield f"/sites/{site}/day/marks", {"person": person, "on": day, "mark": "present",
                                                   "arrived_at": "08:50", "meal": True}


def visits(people, events, chance):
    days = days_back(365)
    for at in range(events):
        yield "/events", {"id": uuid7(chance), "kind": KINDS[at % len(KINDS)], "held": True,
                          "on": days[at * 7 % len(days)], "persons": [people[at % len(people)][0]],
                          "words": "well", "deliverers": [{"kind": "social_worker"}]}


def record(server, client, table, folk, people, events):
    """Fills the year; answers its sites."""
    chance = random.Random(3)
    sites = add_sites(client, folk, chance)
    days = days_back(CENTRE_DAYS)
    table.add("marks of centre days", send_all(server, client.token, marks(sites, days)), "1/s")
    cpu = server.cpu_seconds()
    rest = max(0, events - len(sites) * len(days))
    table.add(f"{rest:,} visits and calls", send_all(server, client.token,
                                                     visits(people, rest, chance)), "1/s")
    table.add("  processor time of one", (server.cpu_seconds() - cpu) * 1e6 / max(rest, 1), "us")
    return sites


def ask(loader, table, folk, people, sites, floor):
    """What is asked while the year is in the database."""
    get, days = "GET /api/v1", days_back(CENTRE_DAYS)
    loader.measure(table, "open a person with a year", [f"{get}/people/{one}" for one, _ in people],
                   aim_ms=10, floor=floor)
    loader.measure(table, "a day at a centre (30 people)",
                   [f"{get}/sites/{site}/day?on={day}" for day in days for site, _ in sites],
                   aim_ms=10, floor=floor)
    loader.measure(table, "events of a village (50 of it)",
                   [f"{get}/events?area={code}&limit=50" for _, _, code in folk.places],
                   aim_ms=25, floor=floor)
    chance = random.Random(4)
    loader.measure(table, "record a visit", ["POST /api/v1" + path + " " + json.dumps(body)
                                             for path, body in visits(people, 20_000, chance)],
                   aim_ms=20)


