import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { Stars, StarsShown, type StarCount } from "./stars.tsx";

function Live({ start, error }: { start: StarCount | null; error?: string }) {
  const [value, setValue] = useState(start);
  return (
    <Stars
      label={say("这次服务做得怎么样", "How was this service")}
      value={value}
      error={error}
      onChange={setValue}
    />
  );
}

export default {
  component: "Stars",
  examples: [
    {
      name: () => say("还没评", "Not yet given"),
      show: () => <Live start={null} />,
    },
    {
      name: () => say("四星", "Four stars"),
      show: () => <Live start={4} />,
    },
    {
      name: () => say("有错误", "With an error"),
      show: () => <Live start={null} error={say("请选择几颗星", "Choose how many stars")} />,
    },
    {
      name: () => say("只显示", "Shown only"),
      show: () => <StarsShown value={4} />,
    },
  ],
} satisfies Examples;
