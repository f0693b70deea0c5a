import { say, type Examples } from "./example.ts";
import { Progress } from "./progress.tsx";

export default {
  component: "Progress",
  examples: [
    {
      name: () => say("知道多少", "A known share"),
      show: () => (
        <Progress
          label={say("导入花名册", "Importing the roster")}
          share={0.62}
          detail={say("62,000 行，约剩 6 秒", "62,000 rows, about 6 seconds left")}
        />
      ),
    },
    {
      name: () => say("不知道多少", "An unknown share"),
      show: () => <Progress label={say("检查工作簿", "Checking the workbook")} />,
    },
  ],
} satisfies Examples;
