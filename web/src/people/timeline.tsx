// The story of a person in the words of the app.
import { Link } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Timeline } from "../ui/timeline.tsx";
import type { TimelineEntry } from "./types.ts";
import { disability, factName, factWords, wordFor } from "./words.ts";

// What an entry adds to its kind: a disability for an issued certificate, the value of a fact.
export function detailOf(
  codes: Pick<Codes, "word">,
  { kind, words }: Pick<TimelineEntry, "kind" | "words">,
): string {
  if (kind === "certificate.issued") {
    const [category = "", level = ""] = words.split("/");
    return disability(codes, Number(category) || undefined, Number(level) || undefined);
  }
  if (kind.startsWith("fact.")) return factWords(codes, kind.slice(5), words);
  if (kind === "award.granted") return codes.word("award_kind", words);
  return words;
}

// On a roll without having been there; every other event bears the name of its kind.
const not_there = new Set(["event.leave", "event.absent"]);

export function titleOf(codes: Pick<Codes, "word">, kind: string): string {
  if (kind.startsWith("fact.")) return factName(codes, kind.slice(5));
  if (kind.startsWith("event.") && !not_there.has(kind))
    return codes.word("event_kind", kind.slice(6));
  return wordFor("event", kind);
}

// The page of what an entry is about, where it has one.
function pageOf({ kind, subject }: Pick<TimelineEntry, "kind" | "subject">): string | undefined {
  if (!subject) return undefined;
  if (kind.startsWith("need.")) return `/needs/${subject}`;
  if (kind.startsWith("award.")) return `/awards/${subject}`;
  return kind.startsWith("event.") ? `/events/${subject}` : undefined;
}

export function PersonTimeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useT();
  const codes = useCodes();
  return (
    <Timeline
      label={t("people.timeline")}
      items={entries.map((entry, at) => {
        const title = titleOf(codes, entry.kind);
        const page = pageOf(entry);
        return {
          id: `${at} ${entry.kind}`,
          at: entry.on,
          title: page ? <Link to={page}>{title}</Link> : title,
          detail: detailOf(codes, entry),
        };
      })}
    />
  );
}
