// docs/coverage.md as rows: the document stays the single source, the page only shows it.
export interface CoveredRow {
  id: string;
  gist: string;
  pack: string[];
  screen: string[];
  source: string[];
  journey: string[];
}

// "[core.yaml#holders](../packs/..)<br>+2" -> ["core.yaml#holders", "+2"].
function names(cell: string): string[] {
  return cell
    .split("<br>")
    .map((part) => part.trim().replace(/^\[([^\]]*)\]\([^)]*\)$/, "$1"))
    .filter((part) => part !== "");
}

export function readCoverage(markdown: string, language: "zh" | "en"): CoveredRow[] {
  return markdown
    .split("\n")
    .filter((line) => /^\| \d{3}-\d{2} \|/.test(line))
    .map((line) => {
      const [id = "", gist = "", pack = "", screen = "", source = "", journey = ""] = line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim());
      const [zh = "", en = ""] = gist.split(" · ");
      return {
        id,
        gist: language === "zh" ? zh : en,
        pack: names(pack),
        screen: names(screen),
        source: names(source),
        journey: names(journey),
      };
    });
}
