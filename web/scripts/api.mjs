// Makes src/api/schema.d.ts from openapi.json (which the program writes). The types of every
// request and answer of the web app come from there; nothing else describes them.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../openapi.json", import.meta.url);
const target = new URL("../src/api/schema.d.ts", import.meta.url);

const types = astToString(await openapiTS(source, { alphabetize: true }));
const text = `// Generated from openapi.json by scripts/api.mjs. Do not edit.\n\n${types}`;
const before = await readFile(target, "utf8").catch(() => "");
if (before !== text) {
  await writeFile(target, text);
  console.log(`${fileURLToPath(target)}: written`);
}
