import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { PersonPicker, type ChosenPerson } from "./person-picker.tsx";

function Live({ first, error }: { first: ChosenPerson | null; error?: string }) {
  const [value, setValue] = useState(first);
  return (
    <PersonPicker
      label={say("谁的需求", "Whose need")}
      value={value}
      error={error}
      onChange={setValue}
    />
  );
}

export default {
  component: "PersonPicker",
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
