import { say, type Examples } from "../ui/example.ts";
import { PledgeBar, type PledgeBarProps } from "./pledge-bar.tsx";
import "./pledges.css";

const codes = { word: () => say("次", "attendance") };
const running: PledgeBarProps["pledge"] = {
  value: 78,
  target: 120,
  unit: "attendance",
  closing: null,
  state: "running",
  is_reached: false,
};
const kept = { on: "2027-01-05", words: "", by: "u" };

const show = (pledge: PledgeBarProps["pledge"]) => () => (
  <PledgeBar pledge={pledge} codes={codes} />
);

export default {
  component: "PledgeBar",
  examples: [
    { name: () => say("进行中", "Under way"), show: show(running) },
    {
      name: () => say("超过目标", "Beyond the target"),
      show: show({ ...running, value: 150, is_reached: true }),
    },
    {
      name: () => say("年度未开始", "The year has not begun"),
      show: show({ ...running, value: null, state: "ahead" }),
    },
    {
      name: () => say("办结未达标，记录后来有变", "Closed, not reached, and moved since"),
      show: show({
        ...running,
        closing: { ...kept, value: 110 },
        value: 112,
        state: "not_reached",
      }),
    },
  ],
} satisfies Examples;
