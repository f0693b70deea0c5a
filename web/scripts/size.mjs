// What a phone loads before it can work: the entry, one language, and one page with what it
// pulls in. Prints the gzipped JavaScript of every page and fails above the budget.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const budget_kb = 150;
const dist = new URL("../dist/", import.meta.url);
// Pages for a desk, opened seldom; they may weigh more than the budget.
const heavy = new Set(["src/shell/gallery.tsx"]);

const manifest = JSON.parse(await readFile(new URL(".vite/manifest.json", dist), "utf8"));

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const weights = new Map();
async function weigh(keys) {
  let bytes = 0;
  for (const file of new Set([...keys].map((key) => manifest[key].file))) {
    if (!file.endsWith(".js")) continue;
    if (!weights.has(file)) {
      weights.set(file, gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length);
    }
    bytes += weights.get(file);
  }
  return bytes;
}

const kb = (bytes) => (bytes / 1024).toFixed(1);
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const languages = Object.keys(manifest).filter((key) => /^src\/i18n\/\w+\/index\.ts$/.test(key));
const pages = (manifest[entry].dynamicImports ?? []).filter((key) => !languages.includes(key));

const shell = closure(entry);
let words = new Set();
for (const language of languages) {
  const keys = closure(language);
  if ((await weigh(keys)) > (await weigh(words))) words = keys;
}
let css = 0;
for (const file of manifest[entry].css ?? []) {
  css += gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length;
}
console.log(
  `entry ${kb(await weigh(shell))} KB, language ${kb(await weigh(words))} KB, css ${kb(css)} KB (gz)`,
);

let failed = 0;
for (const page of pages.sort()) {
  const bytes = await weigh([...shell, ...words, ...closure(page)]);
  const over = bytes > budget_kb * 1024 && !heavy.has(page);
  console.log(`${over ? "OVER " : "     "}${kb(bytes).padStart(6)} KB  ${page}`);
  if (over) failed += 1;
}
if (failed > 0) {
  console.error(`${failed} page(s) load more than ${budget_kb} KB of gzipped JavaScript.`);
  process.exit(1);
}
