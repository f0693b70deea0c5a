import { say, type Examples } from "./example.ts";
import { Tag } from "./tag.tsx";

export default {
  component: "Tag",
  examples: [
    {
      name: () => say("各种状态", "Every kind"),
      show: () => (
        <div className="cluster">
          <Tag>{say("草稿", "Draft")}</Tag>
          <Tag kind="waiting">{say("待核实", "To be verified")}</Tag>
          <Tag kind="active">{say("已揭榜", "Claimed")}</Tag>
          <Tag kind="stopped" icon="up">
            {say("已上报", "Reported up")}
          </Tag>
          <Tag kind="done">{say("已评价", "Evaluated")}</Tag>
          <Tag kind="warning">{say("即将到期", "Expires soon")}</Tag>
          <Tag kind="stopped">{say("已撤回", "Withdrawn")}</Tag>
        </div>
      ),
    },
  ],
} satisfies Examples;
