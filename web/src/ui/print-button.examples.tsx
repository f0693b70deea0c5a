import { say, type Examples } from "./example.ts";
import { PrintButton } from "./print-button.tsx";

export default {
  component: "PrintButton",
  examples: [
    {
      name: () => say("打印本页", "Print this page"),
      show: () => <PrintButton />,
    },
  ],
} satisfies Examples;
