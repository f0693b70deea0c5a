import { say, type Examples } from "./example.ts";
import { BarChart } from "./bar-chart.tsx";

export default {
  component: "BarChart",
  examples: [
    {
      name: () => say("各镇需求", "Needs by town"),
      show: () => (
        <BarChart
          title={say("各镇街登记的需求", "Needs recorded by town")}
          unit={say("件", "needs")}
          bars={[
            { name: say("赤壁街道", "Chibi"), value: 128 },
            { name: say("东湖街道", "Donghu"), value: 96 },
            { name: say("禹王街道", "Yuwang"), value: 54 },
            { name: say("路口镇", "Lukou"), value: 0 },
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
