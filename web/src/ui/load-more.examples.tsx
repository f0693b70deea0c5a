import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { LoadMore } from "./load-more.tsx";

function Live() {
  const [shown, setShown] = useState(20);
  return (
    <LoadMore
      shown={shown}
      total={50}
      has_more={shown < 50}
      onMore={() => setShown(Math.min(50, shown + 20))}
    />
  );
}

export default {
  component: "LoadMore",
  examples: [
    {
      name: () => say("还有", "There is more"),
      show: () => <Live />,
    },
    {
      name: () => say("到底了", "The end"),
      show: () => <LoadMore shown={7} has_more={false} onMore={() => undefined} />,
    },
  ],
} satisfies Examples;
