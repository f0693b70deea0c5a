"""How tools/tidy.py reads C++ and messages: comments, strings and brackets told apart by a
small scanner, because a rule that trips over a comment is a rule that people switch off.
"""
import re

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'                          # comments
    r'|R"(?P<mark>[^()\\\s]{0,16})\((?P<raw>.*?)\)(?P=mark)"'  # raw strings
    r'|"(?P<text>(?:[^"\\\n]|\\.)*)"'              # strings
    r"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+'",       # characters, not the 1'000 of numbers
    re.DOTALL)


def blank(text):
    """Same length and lines, nothing in it."""
    return re.sub(r"[^\n]", " ", text)


class Source:
    """One C++ file. `code` has no comments; `bare` has neither comments nor what stands in
    strings; both keep every line where it was. `strings` is [(line, text)], where neighbours
    that the compiler would join are joined. `includes` is [(line, room, header)]."""

    def __init__(self, name, text):
        self.name = name
        parts = name.split("/")
        self.room = parts[1] if parts[0] == "src" and len(parts) > 2 else ""
        code, bare, self.strings, at, joined = [], [], [], 0, None
        for token in TOKEN.finditer(text):
            between, whole = text[at:token.start()], token.group()
            code.append(between)
            bare.append(between)
            if between.strip():
                joined = None
            at = token.end()
            if whole.startswith("/"):
                code.append(blank(whole))
                bare.append(blank(whole))
                continue
            content = token.group("raw") if token.group("raw") is not None else token.group("text")
            code.append(whole)
            bare.append('"' + blank(whole[1:-1]) + '"')
            if content is None:
                joined = None
            elif joined is not None:
                line, before = self.strings[joined]
                self.strings[joined] = (line, before + content)
            else:
                joined = len(self.strings)
                self.strings.append((text.count("\n", 0, token.start()) + 1, content))
        code.append(text[at:])
        bare.append(text[at:])
        self.code, self.bare = "".join(code), "".join(bare)
        self.includes = [(number, found.group(1), found.group(2))
                         for number, line in enumerate(self.code.splitlines(), 1)
                         if (found := re.match(r'\s*#\s*include\s+"([a-z_]+)/([\w/]+\.h)"', line))]


def co_await_expressions(bare):
    """[(line, text)] of what stands after each co_await, to the end of its full expression: a
    semicolon, or a bracket that closes what was opened before it."""
    found = []
    for start in re.finditer(r"\bco_await\b", bare):
        depth, at = 0, start.end()
        while at < len(bare):
            sign = bare[at]
            if sign in "([{":
                depth += 1
            elif sign in ")]}":
                if depth == 0:
                    break
                depth -= 1
            elif sign == ";" and depth == 0:
                break
            at += 1
        found.append((bare.count("\n", 0, start.start()) + 1, bare[start.end():at]))
    return found


def braced_tries(bare):
    """Lines of each TRY( whose nearest brace makes an aggregate, not a block. The formatter
    tells them apart: a block's brace follows a space and no `=`, `,`, `(` or `return`."""
    found, braces = [], []
    for token in re.finditer(r"[{}]|\bTRY\(", bare):
        sign, before = token.group(), bare[:token.start()]
        if sign == "{":
            aggregate = not before[-1:].isspace() or re.search(r"([=,({]|\breturn)\s*$", before[-40:])
            braces.append(bool(aggregate))
        elif sign == "}":
            if braces:
                braces.pop()
        elif braces and braces[-1]:
            found.append(bare.count("\n", 0, token.start()) + 1)
    return found


def messages_of(text):
    """[(key, line, {language: sentence})] of a messages file: keys at the margin, languages
    two spaces in, sentences on the line or, after | or >, in the deeper lines that follow."""
    found, texts, language = [], None, None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if key := re.match(r"([a-z][a-z0-9_.]*):\s*(?:\{(.*)\})?\s*$", line):
            texts = {}
            found.append((key.group(1), number, texts))
            for pair in re.finditer(r"(zh|en):\s*(\"(?:[^\"\\]|\\.)*\"|[^,]+)", key.group(2) or ""):
                texts[pair.group(1)] = pair.group(2).strip().strip("\"'")
        elif texts is not None and (said := re.match(r"  (zh|en):\s*(.*)$", line)):
            language, sentence = said.groups()
            texts[language] = "" if re.fullmatch(r"[|>][+-]?", sentence) else sentence.strip().strip("\"'")
        elif texts is not None and language and line.startswith("    "):
            texts[language] += " " + line.strip()
    return found
