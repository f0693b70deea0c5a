// The document of the API is kept in the repository, because the types of the web app are made
// from it. Here: it is what the program serves, and the types are what follows from it.
import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import { check, finish } from "./lib.mjs";
import { servedApi } from "./program.mjs";

const refresh = "tools/web.sh run npm run api:refresh";
const kept_at = new URL("../openapi.json", import.meta.url);
const types_at = new URL("../src/api/schema.d.ts", import.meta.url);

// The paths of the values that differ, at most `most` of them.
function differences(a, b, at = "", most = 8) {
  if (isDeepStrictEqual(a, b)) return [];
  const is_open = [a, b].every((value) => typeof value === "object" && value !== null);
  if (!is_open) return [at || "/"];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names]
    .flatMap((name) => differences(a[name], b[name], `${at}/${name}`, most))
    .slice(0, most);
}

await check("web/openapi.json is what the program serves", async () => {
  const served = JSON.parse(await servedApi());
  const kept = JSON.parse(await readFile(kept_at, "utf8"));
  const found = differences(kept, served);
  if (found.length > 0)
    throw new Error(`they differ at\n    ${found.join("\n    ")}\n  To refresh: ${refresh}`);
});

await check("src/api/schema.d.ts follows from web/openapi.json", async () => {
  const types = astToString(await openapiTS(kept_at, { alphabetize: true }));
  const kept = await readFile(types_at, "utf8");
  if (!kept.endsWith(types)) throw new Error(`it does not. To refresh: ${refresh}`);
});

finish();
