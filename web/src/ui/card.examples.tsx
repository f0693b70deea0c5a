import { say, type Examples } from "./example.ts";
import { Button } from "./button.tsx";
import { Card, Cards } from "./card.tsx";
import { Tag } from "./tag.tsx";

export default {
  component: "Card",
  examples: [
    {
      name: () => say("去处和事情", "Places and things"),
      show: () => (
        <Cards>
          <Card
            level={4}
            to="/gallery"
            title={say("门口修坡道", "A ramp at the door")}
            tag={<Tag kind="active">{say("已发榜", "Published")}</Tag>}
          >
            <p>
              {say(
                "惠民社区 · 居家改造 · 截止 2026年11月30日",
                "Huimin community · home adaptation · until 30 November 2026",
              )}
            </p>
          </Card>
          <Card
            level={4}
            title={say("陪独居老人看病", "Company to the hospital")}
            tag={<Tag kind="waiting">{say("待选定", "To be selected")}</Tag>}
            actions={<Button>{say("选定揭榜方", "Select a claimant")}</Button>}
          >
            <p>{say("两家揭榜，请在三天内选定。", "Two claims. Select one within three days.")}</p>
          </Card>
          <Card
            level={4}
            to="/gallery"
            title={say("辅助器具适配", "An aid to be fitted")}
            tag={<Tag kind="done">{say("已交付", "Delivered")}</Tag>}
          >
            <p>{say("等待本人评价", "Waits for the evaluation by the person")}</p>
          </Card>
        </Cards>
      ),
    },
  ],
} satisfies Examples;
