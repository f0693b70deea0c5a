import { say, type Examples } from "../ui/example.ts";
import { ImportTag } from "./import-tag.tsx";

export default {
  component: "ImportTag",
  examples: [
    {
      name: () => say("导入的每种状态", "Every state of an import"),
      show: () => (
        <p className="cluster">
          {(["uploaded", "previewed", "running", "done", "failed"] as const).map((state) => (
            <ImportTag key={state} state={state} />
          ))}
        </p>
      ),
    },
  ],
} satisfies Examples;
