import { say, type Examples } from "./example.ts";
import { Tabs } from "./tabs.tsx";

export default {
  component: "Tabs",
  examples: [
    {
      name: () => say("三页", "Three"),
      show: () => (
        <Tabs
          label={say("这个人的资料", "About this person")}
          items={[
            {
              key: "now",
              label: say("近况", "Now"),
              content: (
                <p>{say("最近一次走访：2026年11月5日。", "Last visit: 5 November 2026.")}</p>
              ),
            },
            {
              key: "papers",
              label: say("证件", "Papers"),
              content: (
                <p>
                  {say(
                    "残疾人证有效期到 2031年3月1日。",
                    "The certificate is valid until 1 March 2031.",
                  )}
                </p>
              ),
            },
            {
              key: "past",
              label: say("经过", "History"),
              content: <p>{say("共 12 条记录。", "12 records.")}</p>,
            },
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
