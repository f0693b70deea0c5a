import { say, type Examples } from "../ui/example.ts";
import { PublishedBeside } from "./published.tsx";
import type { Figure } from "./scope.ts";

const published = (value: string, bound: string, kind: string): Figure["published"] => ({
  value,
  bound,
  kind,
  basis: "",
  area: "421102",
  from: "2026-01-01",
  to: "2026-12-31",
});

export default {
  component: "PublishedBeside",
  examples: [
    {
      name: () => say("相同", "The same"),
      show: () => (
        <PublishedBeside figure={{ value: 404, published: published("404", "exact", "actual") }} />
      ),
    },
    {
      name: () => say("目标未达", "A target not met"),
      show: () => (
        <PublishedBeside figure={{ value: 88, published: published("90", "at_least", "target") }} />
      ),
    },
  ],
} satisfies Examples;
