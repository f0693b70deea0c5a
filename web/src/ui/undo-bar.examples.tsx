import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { Button } from "./button.tsx";
import { UndoBar } from "./undo-bar.tsx";

function Live() {
  const [message, setMessage] = useState<string | null>(
    say("已记下示例甲今天到了", "Sample A is marked present today"),
  );
  return (
    <>
      <UndoBar
        message={message}
        onUndo={() => setMessage(null)}
        onDismiss={() => setMessage(null)}
      />
      {message === null && (
        <Button
          onClick={() =>
            setMessage(say("已记下示例甲今天到了", "Sample A is marked present today"))
          }
        >
          {say("签到", "Mark present")}
        </Button>
      )}
    </>
  );
}

export default {
  component: "UndoBar",
  examples: [
    {
      name: () => say("刚做完的事", "What was just done"),
      show: () => <Live />,
    },
  ],
} satisfies Examples;
