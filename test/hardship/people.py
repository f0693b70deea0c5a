"""Synthetic people: who they are, and the rosters an office would send of them.

One idea: person `number` is a function of the number alone, so that a roster of any size needs no
memory, and whoever asks later knows what to expect. Words (headings, codes, villages, names) are
read from the packs. County code 99 exists nowhere: no number can be a real person's.
"""
import csv
import datetime
import itertools
import pathlib
import re
import time
import zipfile
from xml.sax.saxutils import escape

TOP = pathlib.Path(__file__).resolve().parents[2]
COUNTY = "421102"
DAYS = 31_000  # Of births, from 1930 on.
NUMBERS_A_DAY = 900
FIRST_DAY = datetime.date(1930, 1, 1).toordinal()
EXCEL_ZERO = datetime.date(1899, 12, 30).toordinal()


def uuid7(chance):
    """A client-made id: UUIDv7 (RFC 9562) of now, its other bits from `chance`."""
    value = int(time.time() * 1000) << 80 | 7 << 76 | chance.getrandbits(12) << 64
    value |= 2 << 62 | chance.getrandbits(62)
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def citizen_id(number):
    """The citizen id of person `number`; another one for each of 27.9 million. The last character
    checks the rest (GB 11643)."""
    day, serial = number * 7919 % DAYS, (number // DAYS + 13 * number) % NUMBERS_A_DAY
    birth = datetime.date.fromordinal(FIRST_DAY + day).strftime("%Y%m%d")
    first = f"{COUNTY[:4]}99{birth}{1 + serial:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(w * int(d) for w, d in zip(weights, first)) % 11]


def _table(path):
    with open(TOP / "packs" / path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _names():
    """Surnames, each as often as it weighs, and the characters of given names."""
    text = (TOP / "packs/cn/sample/names.yaml").read_text(encoding="utf-8")
    block = text[text.index("surnames:"):text.index("two_per_mille:")]
    surnames = [name for name, weight in re.findall(r"([^\s{,:]): (\d+)", block)
                for _ in range(int(weight))]
    given = sorted(set("".join(re.findall(r"male: ([^\s,}]+)", text))))
    return surnames, given


def villages():
    """(town, village, code) of every village of the county."""
    rows = [row for row in _table("huangzhou/areas.csv") if row["code"].startswith(COUNTY)]
    towns = {row["code"]: row["name"] for row in rows if row["level"] == "town"}
    return [(towns[row["parent"]], row["name"], row["code"]) for row in rows
            if row["level"] == "village"]


class Folk:
    """The people of the county, by number."""

    def __init__(self):
        self.places = villages()
        self.surnames, self.given = _names()
        self.categories = _table("cn/codes/disability_category.csv")
        self.levels = _table("cn/codes/disability_level.csv")
        self.sexes = {row["code"]: row["name_zh"] for row in _table("cn/codes/sex.csv")}
        self.kinds = [row["name_zh"] for row in _table("cn/codes/household_kind.csv")]
        text = (TOP / "packs/cn/sheets/roster.yaml").read_text(encoding="utf-8")
        self.headings = dict(re.findall(r"- key: (\w+)\n(?:    .*\n)*?    name: \{zh: (.+?), en:", text))

    def name(self, number):
        one, two = number * 31 + 7, number // len(self.surnames) * 17 + number * 3
        second = self.given[two % len(self.given)] if number % 10 < 7 else ""
        return (self.surnames[number * 389 % len(self.surnames)] +
                self.given[one % len(self.given)] + second)

    def area(self, number):
        return self.places[number % len(self.places)][2]

    def entry(self, number, chance):
        """The body of POST /people."""
        return {"id": uuid7(chance), "name": self.name(number), "citizen_id": citizen_id(number),
                "area": self.area(number), "phone": f"1400000{number % 10_000:04}",
                "address": f"{number % 97}-{number % 13}", "guardian": self.name(number + 1),
                "household_kind": ""}

    def row(self, number):
        """A row of the roster: sixteen columns, as `columns` names them."""
        ident = citizen_id(number)
        # One in a hundred turns has every category beside every level.
        category = self.categories[number % 7]
        level = self.levels[number // 7 % 4]
        town, village, _ = self.places[number % len(self.places)]
        issued = datetime.date(2017, 1, 1) + datetime.timedelta(days=number % 2900)
        return [number + 1, self.name(number), self.sexes["male" if int(ident[16]) % 2 else "female"],
                ident, ident + category["code"] + level["code"], category["name_zh"],
                level["name_zh"], "" if number % 3 else self.name(number + 1),
                f"1400000{number % 10_000:04}", self.kinds[number % 2], town, village,
                f"{village}{number % 40}", issued, issued.replace(year=issued.year + 10, day=1),
                "\u662f" if number % 5 == 0 else "\u5426"]

    columns = ("ordinal name sex citizen_id certificate category level guardian phone household_kind "
               "town village residence issued_on expires_on low_income").split()

    def write_roster(self, path, first, count):
        """Writes the roster of `count` people from number `first` on: .csv or .xlsx by its name."""
        rows = itertools.chain([[self.headings[key] for key in self.columns]],
                               map(self.row, range(first, first + count)))
        if pathlib.Path(path).suffix == ".xlsx":
            return _write_xlsx(path, rows)
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)


# --- A workbook as Excel saves it: shared strings, dates as numbers with a date format -----------

_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_PARTS = {
    "[Content_Types].xml":
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MAIN}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_MAIN}.sharedStrings+xml"/></Types>',
    "_rels/.rels":
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml":
        f'<workbook {_SHEET} xmlns:r="{_RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
    "xl/styles.xml":
        f'<styleSheet {_SHEET}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def _cell(name, value, shared):
    if value == "":
        return ""
    if isinstance(value, datetime.date):
        return f'<c r="{name}" s="1"><v>{value.toordinal() - EXCEL_ZERO}</v></c>'
    if isinstance(value, int):
        return f'<c r="{name}"><v>{value}</v></c>'
    return f'<c r="{name}" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>'


def _write_xlsx(path, rows):
    shared = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, content in _PARTS.items():
            book.writestr(name, _XML + content)
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f"{_XML}<worksheet {_SHEET}><sheetData>".encode())
            for number, row in enumerate(rows, 1):
                cells = "".join(_cell(f"{chr(65 + at)}{number}", value, shared)
                                for at, value in enumerate(row))
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w") as strings:
            strings.write(f'{_XML}<sst {_SHEET} uniqueCount="{len(shared)}">'.encode())
            for text in shared:
                strings.write(f"<si><t>{escape(text)}</t></si>".encode())
            strings.write(b"</sst>")
