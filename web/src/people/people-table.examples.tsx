import { say, type Examples } from "../ui/example.ts";
import { sample_codes } from "./sample.ts";
import { PeopleTable } from "./people-table.tsx";
import type { PersonLine } from "./types.ts";

function people(): PersonLine[] {
  const place = say("赤壁街道 惠民社区", "Chibi, Huimin");
  const line = { area: "421102001001", place };
  return [
    {
      ...line,
      id: "1",
      name: say("示例甲", "Example A"),
      sex: "female",
      age: 61,
      category: 4,
      level: 2,
      state: "expiring",
      expires_on: "2027-01-04",
      open_needs: 2,
    },
    {
      ...line,
      id: "2",
      name: say("示例乙", "Example B"),
      sex: "male",
      age: 34,
      category: null,
      level: null,
      state: "none",
      expires_on: null,
      open_needs: 0,
    },
  ];
}

export default {
  component: "PeopleTable",
  examples: [
    {
      name: () => say("人员名单", "People in a list"),
      show: () => <PeopleTable people={people()} codes={sample_codes} />,
    },
  ],
} satisfies Examples;
