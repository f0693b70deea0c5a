// Runs vitest and ends with one line that CI reads: "N passed, N failed".
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "zhulian-web-test-"));
const report_file = join(folder, "report.json");
const vitest = join(web, "node_modules", "vitest", "vitest.mjs");
const args = [
  vitest,
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report_file}`,
];
const run = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], {
  cwd: web,
  stdio: "inherit",
});

let passed = 0;
let failed = 0;
try {
  const report = JSON.parse(readFileSync(report_file, "utf8"));
  passed = report.numPassedTests;
  failed = report.numFailedTests;
  // A file that does not load has no tests to count, and yet has failed.
  failed += report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
} catch {
  failed = 1;
}
rmSync(folder, { recursive: true, force: true });
if (run.status !== 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
