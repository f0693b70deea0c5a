import { say, type Examples } from "./example.ts";
import { Link } from "../base/router.tsx";
import { SummaryList } from "./summary-list.tsx";
import { Tag } from "./tag.tsx";

export default {
  component: "SummaryList",
  examples: [
    {
      name: () => say("一个人", "A person"),
      show: () => (
        <SummaryList
          items={[
            { name: say("姓名", "Name"), value: say("示例甲", "Sample A") },
            {
              name: say("残疾人证", "Certificate"),
              value: "4211 **** **** 0018 44",
              action: <Link to="/gallery">{say("显示全部证号", "Show the full number")}</Link>,
            },
            {
              name: say("类别等级", "Category and level"),
              value: say("肢体二级", "Physical, level 2"),
            },
            { name: say("状态", "State"), value: <Tag kind="done">{say("有效", "Valid")}</Tag> },
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
