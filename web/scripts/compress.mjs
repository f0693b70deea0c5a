// Puts a .br and a .gz beside every text file of dist/, so that the server only picks one.
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const texts = new Set([".html", ".js", ".css", ".svg", ".json", ".webmanifest", ".txt"]);
const to_brotli = promisify(brotliCompress);
const to_gzip = promisify(gzip);

let files = 0;
for (const name of await readdir(dist, { recursive: true })) {
  const path = join(dist, name);
  if (!texts.has(extname(name)) || !(await stat(path)).isFile()) continue;
  const plain = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  await writeFile(`${path}.br`, await to_brotli(plain, { params }));
  await writeFile(`${path}.gz`, await to_gzip(plain, { level: 9 }));
  files += 1;
}
console.log(`compressed ${files} files`);
