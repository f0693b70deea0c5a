import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { Photos } from "./photos.tsx";

function Live({ error }: { error?: string }) {
  const [value, setValue] = useState<readonly File[]>([]);
  return (
    <Photos
      value={value}
      onChange={setValue}
      error={error}
      min={0}
      max={9}
      bytes_max={10_485_760}
    />
  );
}

export default {
  component: "Photos",
  examples: [
    { name: () => say("未选", "Nothing chosen"), show: () => <Live /> },
    {
      name: () => say("有错", "With an error"),
      show: () => <Live error={say("最多附 9 张照片", "Add at most 9 photos")} />,
    },
  ],
} satisfies Examples;
