import { say, type Examples } from "./example.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

export default {
  component: "Notice",
  examples: [
    {
      name: () => say("四种", "Four kinds"),
      show: () => (
        <div className="stack">
          <Notice title={say("名单还在公示", "The list is on display")}>
            {say(
              "到 2026年11月12日为止，可以提出异议。",
              "Objections are possible until 12 November 2026.",
            )}
          </Notice>
          <Notice kind="success" title={say("清单已发布", "The list is published")} />
          <Notice
            kind="warning"
            title={say("3 张残疾人证将在 30 天内到期", "3 certificates expire within 30 days")}
            action={<Button>{say("查看", "See them")}</Button>}
          />
          <Notice kind="error" title={say("这个工作簿打不开", "This workbook cannot be opened")}>
            {say("它有密码。请去掉密码后重试。", "It has a password. Remove it and try again.")}
          </Notice>
        </div>
      ),
    },
    {
      name: () => say("没有标题", "Without a title"),
      show: () => (
        <Notice>
          {say("证号默认遮住中间的数字。", "The middle of the number is masked by default.")}
        </Notice>
      ),
    },
  ],
} satisfies Examples;
