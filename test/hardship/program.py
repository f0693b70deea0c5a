"""The real program on a folder of its own, for tests from outside and for the benchmark.

One idea: everything is done as an office does it, through the program's commands and its HTTP
API; nothing here knows a table. Every process is ended by its own id, and dies with this one.
"""
import ctypes
import datetime
import http.client
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("ZHULIAN_PROGRAM", TOP / "build/release/zhulian")).resolve()
PACKS = [TOP / "packs/cn", TOP / "packs/huangzhou"]
PASSWORD = "a long passphrase of 2026"
COUNTY = "421102"
POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
START_SECONDS = 60

_libc = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1


def die_with_parent():
    """In a child before exec: it does not outlive this program, however that ends."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def leave_in_order():
    """SIGTERM ends this program as an exception does: what it made is removed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


# --- What is told ------------------------------------------------------------------------------


class Tally:
    """Counts what held and what did not, and ends as tools/check.py reads it."""

    def __init__(self):
        leave_in_order()
        self.passed = self.failed = 0
        self.left_out = []

    def check(self, what, holds, why=""):
        if holds:
            self.passed += 1
            print(f"ok      {what}", flush=True)
        else:
            self.failed += 1
            print(f"FAILED  {what}{': ' + str(why) if why != '' else ''}", flush=True)
        return holds

    def run(self, what, work):
        """One check that is a function: it answers, or it throws AssertionError or OSError."""
        try:
            said = work()
        except Exception as broken:  # A check that breaks has failed; the others still run.
            return self.check(what, False, f"{type(broken).__name__}: {broken}")
        return self.check(what + (f" ({said})" if said else ""), True)

    def leave_out(self, what, why):
        """Neither passed nor failed: it was not tried."""
        self.left_out.append(what)
        print(f"not run {what}: {why}", flush=True)

    def end(self):
        if self.left_out:
            print(f"{len(self.left_out)} not run")
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed or not (self.passed or self.left_out) else 0)


def same(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what}: {found!r} instead of {wanted!r}")


def message(code, language):
    """The text of a message up to its first argument, as messages/*.yaml has it."""
    room = code.split(".")[0]
    text = (TOP / f"messages/{room}.yaml").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(code)}:\n(?:  \w\w: .*\n)*?  {language}: (.*)$", text, re.MULTILINE)
    if not found:
        raise AssertionError(f"there is no message {code}")
    return found.group(1).strip("'\"").split("{")[0]


# --- PostgreSQL --------------------------------------------------------------------------------


class Postgres:
    """A PostgreSQL of our own in a temporary folder, run as an ordinary user (initdb refuses
    root). Not told to wait for the disk: it is programs that are killed here, not the machine."""

    def __init__(self, *settings, wait_for_disk=False, folder=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="zhulian-pg-", dir=folder))
        self.settings = settings
        self.user = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self.sync = [] if wait_for_disk else ["-c", "fsync=off", "-c", "full_page_writes=off"]
        self.made = 0
        self._do("initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
                 "--locale=C.UTF-8", "-N")
        self.start()

    def _do(self, name, *words):
        done = subprocess.run([POSTGRES / name, *words], cwd=self.folder, capture_output=True,
                              preexec_fn=die_with_parent, **self.user)
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr.decode()}")
        return done.stdout.decode()

    def start(self):
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            [POSTGRES / "postgres", "-D", self.folder / "data", "-k", self.folder, "-c",
             "listen_addresses=", "-c", "max_connections=60", *self.sync, *self.settings],
            cwd=self.folder, stdout=self.log, stderr=self.log, preexec_fn=die_with_parent,
            **self.user)
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                return self._do("pg_isready", "-h", self.folder, "-U", "postgres")
            except RuntimeError:
                time.sleep(0.05)
        raise RuntimeError("postgres did not start: " + (self.folder / "log").read_text())

    def program(self, name, *words, database="postgres"):
        """A program of PostgreSQL (psql, pgbench) on one of its databases: what it prints."""
        return self._do(name, "-h", self.folder, "-U", "postgres", "-d", database, *words)

    def sql(self, text, database="postgres"):
        return self.program("psql", "-X", "-A", "-t", "-c", text, database=database).strip()

    def new_database(self, tablespace=""):
        self.made += 1
        name = f"zhulian_{self.made}"
        self.sql(f"CREATE DATABASE {name}" + (f" TABLESPACE {tablespace}" if tablespace else ""))
        return name

    def url(self, name):
        return f"postgresql://postgres@/{name}?host={str(self.folder).replace('/', '%2F')}"

    def crash(self):
        """Every process of it ends at once; what was committed comes back with the next start."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()
        self.log.close()

    def close(self):
        self.crash()
        shutil.rmtree(self.folder, ignore_errors=True)


# --- The program -------------------------------------------------------------------------------


class Broken(Exception):
    """A command that had to succeed did not."""


class House:
    """One installation: a data folder and a database."""

    def __init__(self, postgres=None, folder=None, packs=PACKS, tablespace=""):
        self.own = folder is None
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="zhulian-hardship-"))
        self.postgres = postgres
        if postgres:
            self.database = postgres.new_database(tablespace)
            self.where = ["--db", postgres.url(self.database), "--data", str(self.folder)]
        else:
            self.where = ["--db", f"sqlite:{self.folder / 'zhulian.db'}"]
        self.packs = [word for pack in packs for word in ("--pack", str(pack))]

    def run(self, *words, given="", language="en", wrap=(), timeout=600):
        """Runs a command to its end: (status, standard output, standard error)."""
        done = subprocess.run([*wrap, PROGRAM, *map(str, words), *self.where], input=given.encode(),
                              capture_output=True, timeout=timeout, preexec_fn=die_with_parent,
                              env={**os.environ, "LC_ALL": f"{language}.UTF-8"})
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def must(self, *words, **options):
        status, out, told = self.run(*words, **options)
        if status:
            raise Broken(f"zhulian {' '.join(map(str, words))}: status {status}: {told or out}")
        return out

    def init(self):
        self.must("init", *self.packs)
        return self

    def add_user(self, name, role, *where):
        self.must("user", "add", name, "--role", role, *where, given=PASSWORD + "\n")

    def start(self, *words):
        """Starts a command and leaves it running, to be killed: a Popen."""
        return subprocess.Popen([PROGRAM, *map(str, words), *self.where], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                preexec_fn=die_with_parent)

    def serve(self, *words):
        return Server(self, *words)

    def verify(self):
        """Throws unless the program itself says that all is sound."""
        status, out, told = self.run("verify", "--json")
        if status or not json.loads(out)["sound"]:
            raise AssertionError(f"verify: status {status}: {out or told}")

    def remove(self):
        if self.own:
            shutil.rmtree(self.folder, ignore_errors=True)


def residents(house):
    """How many people the program's own figures count today."""
    # The office's day: from four in the afternoon in Greenwich it is tomorrow there.
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date().isoformat()
    told = json.loads(house.must("figures", "--area", COUNTY, "--from", "2026-01-01", "--to", today,
                                 "--json"))
    return next(one["records"] for one in told if one["id"] == "residents")


class Server:
    """`zhulian serve` on a free port of this machine."""

    def __init__(self, house, *words):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--listen", "127.0.0.1:0", *map(str, words), *house.where],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            preexec_fn=die_with_parent)
        self.said = []
        self.port = 0
        self.heard = threading.Event()
        self.reader = threading.Thread(target=self._listen, daemon=True)
        self.reader.start()
        if not self.heard.wait(START_SECONDS) or not self.port:
            self.kill()
            raise Broken(f"the server did not start: {''.join(self.said)}")

    def _listen(self):
        for line in self.process.stderr:
            self.said.append(line.decode(errors="replace"))
            address = re.search(r"http://127\.0\.0\.1:(\d+)\n", self.said[-1])
            if address and not self.port:
                self.port = int(address.group(1))
                self.heard.set()
        self.heard.set()

    def kill(self):
        """kill -9: no farewell, nothing is finished."""
        self.process.kill()
        self.process.wait()
        self.reader.join()

    def stop(self):
        """SIGTERM, as an office does: finishes what is under way. Answers the status."""
        self.process.terminate()
        status = self.process.wait(60)
        self.reader.join()
        return status

    def memory_peak(self):
        """Bytes of memory it held at most (VmHWM)."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", text).group(1)) * 1024

    def cpu_seconds(self):
        """Processor time it has used, in the kernel and outside."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def client(self, token="", language="en"):
        return Client(self.port, token, language)

    def sign_in(self, user):
        client = self.client()
        client.token = client.must("POST", "/session", {"user": user, "password": PASSWORD})["token"]
        return client


class Client:
    """One connection that stays open. `ask` answers (status, document) and throws OSError or
    HTTPException when the connection ends without an answer."""

    def __init__(self, port, token, language):
        self.port, self.token, self.language = port, token, language
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, verb, path, body=None, key=None):
        headers = {"Idempotency-Key": key} if key else {}
        if body is None:
            return self.exchange(verb, path, None, headers)
        return self.exchange(verb, path, json.dumps(body),
                             {**headers, "Content-Type": "application/json"})

    def exchange(self, verb, path, text, headers):
        headers = {**headers, "Accept-Language": self.language}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.connection.sock is None:
            self.connection.connect()
            # Small requests are answered at once only when they are also sent at once.
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.connection.request(verb, "/api/v1" + path, text, headers)
            answer = self.connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise
        return answer.status, json.loads(said) if said else None

    def upload(self, path, fields, name, content):
        """Sends a file up as a form of a browser does: (status, document)."""
        mark = "----a-file-from-an-office"
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
                 for field, value in fields.items()]
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"'
                     "\r\nContent-Type: application/octet-stream\r\n\r\n")
        body = "".join(parts).encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self.exchange("POST", path, body,
                             {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def must(self, verb, path, body=None, key=None):
        status, document = self.ask(verb, path, body, key)
        if status >= 300:
            raise Broken(f"{verb} {path}: {status} {document}")
        return document

    def all(self, path):
        """Every item of a list, page by page."""
        mark = "&" if "?" in path else "?"
        cursor, items = "", []
        while True:
            page = self.must("GET", f"{path}{mark}limit=200{cursor}")
            items += page["items"]
            if not page["next_cursor"]:
                return items
            cursor = f"&cursor={page['next_cursor']}"

    def close(self):
        self.connection.close()

