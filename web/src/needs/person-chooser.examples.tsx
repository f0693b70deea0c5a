import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { PersonChooser, type ChosenPerson } from "./person-chooser.tsx";

function Live({ first, error }: { first: ChosenPerson | null; error?: string }) {
  const [value, setValue] = useState(first);
  return <PersonChooser value={value} error={error} onChange={setValue} />;
}

export default {
  component: "PersonChooser",
  examples: [
    {
      name: () => say("已选定", "Chosen"),
      show: () => (
        <Live
          first={{
            id: "1",
            name: say("示例甲", "Sample A"),
            about: say("示例社区 · 62 岁", "Sample village · 62 years old"),
          }}
        />
      ),
    },
    {
      name: () => say("还没选", "Nobody yet"),
      show: () => <Live first={null} error={say("请先选定是谁的需求", "Choose a person")} />,
    },
  ],
} satisfies Examples;
