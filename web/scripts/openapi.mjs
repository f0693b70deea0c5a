// Writes openapi.json from what the program serves now, then the types that follow from it.
//
//   tools/web.sh run npm run api:refresh      after the release program was built
import { writeFile } from "node:fs/promises";
import { servedApi } from "../e2e/program.mjs";

await writeFile(new URL("../openapi.json", import.meta.url), await servedApi());
await import("./api.mjs");
