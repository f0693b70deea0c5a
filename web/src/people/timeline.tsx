// The story of a person in the words of the app.
import { Link } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Timeline } from "../ui/timeline.tsx";
import type { TimelineEntry } from "./types.ts";
import { disability, wordFor } from "./words.ts";

// What an entry adds to its kind: a disability for an issued certificate, the value of a fact.
export function detailOf(
  codes: Pick<Codes, "word">,
  { kind, words }: Pick<TimelineEntry, "kind" | "words">,
): string {
  if (kind === "certificate.issued") {
    const [category = "", level = ""] = words.split("/");
    return disability(codes, Number(category) || undefined, Number(level) || undefined);
  }
  if (kind.startsWith("fact.")) return wordFor("value", words);
  return words;
}

function titleOf(kind: string): string {
  return kind.startsWith("fact.") ? wordFor("fact", kind.slice(5)) : wordFor("event", kind);
}

export function PersonTimeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useT();
  const codes = useCodes();
  return (
    <Timeline
      label={t("people.timeline")}
      items={entries.map((entry, at) => ({
        id: `${at} ${entry.kind}`,
        at: entry.on,
        title:
          entry.kind.startsWith("need.") && entry.subject ? (
            <Link to={`/needs/${entry.subject}`}>{titleOf(entry.kind)}</Link>
          ) : (
            titleOf(entry.kind)
          ),
        detail: detailOf(codes, entry),
      }))}
    />
  );
}
