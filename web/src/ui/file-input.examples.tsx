import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { FileInput } from "./file-input.tsx";

function Live({ files = [] }: { files?: readonly File[] }) {
  const [value, setValue] = useState(files);
  return (
    <FileInput
      label={say("花名册", "Roster")}
      hint={say("可以是 .xlsx、.ods 或 .csv，最大 20 MB", ".xlsx, .ods or .csv, at most 20 MB")}
      kinds={[".xlsx", ".ods", ".csv"]}
      limit={20 * 1024 * 1024}
      value={value}
      onChange={setValue}
    />
  );
}

export default {
  component: "FileInput",
  examples: [
    {
      name: () => say("未选", "Nothing chosen"),
      show: () => <Live />,
    },
    {
      name: () => say("已选", "Chosen"),
      show: () => (
        <Live files={[new File(["x".repeat(48_000)], say("惠民社区花名册.xlsx", "roster.xlsx"))]} />
      ),
    },
  ],
} satisfies Examples;
