import { say, type Examples } from "./example.ts";
import { Tag } from "./tag.tsx";
import { Timeline } from "./timeline.tsx";

export default {
  component: "Timeline",
  examples: [
    {
      name: () => say("一条需求的经过", "The story of a need"),
      show: () => (
        <Timeline
          label={say("经过", "History")}
          items={[
            {
              id: "3",
              at: "2026-11-05T01:02:03Z",
              title: say("已交付：坡道完工", "Delivered: the ramp is done"),
              by: say("示例公司", "Sample company"),
              detail: <Tag kind="waiting">{say("等待评价", "To be evaluated")}</Tag>,
            },
            {
              id: "2",
              at: "2026-10-21T07:30:00Z",
              title: say("揭榜", "Claimed"),
              by: say("示例公司", "Sample company"),
            },
            {
              id: "1",
              at: "2026-10-12",
              title: say("登记需求", "Need recorded"),
              by: say("联络员示例", "Sample liaison"),
              detail: (
                <p>
                  {say("门口两级台阶，轮椅出不去。", "Two steps at the door stop the wheelchair.")}
                </p>
              ),
            },
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
