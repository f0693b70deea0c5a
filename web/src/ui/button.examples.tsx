import { say, type Examples } from "./example.ts";
import { Button, ButtonLink } from "./button.tsx";

export default {
  component: "Button",
  examples: [
    {
      name: () => say("四种分量", "Four weights"),
      show: () => (
        <div className="actions">
          <Button kind="primary">{say("发布清单", "Publish the list")}</Button>
          <Button>{say("存为草稿", "Keep as draft")}</Button>
          <Button kind="danger">{say("撤回发榜", "Withdraw")}</Button>
          <Button kind="plain">{say("取消", "Cancel")}</Button>
        </div>
      ),
    },
    {
      name: () => say("图标与处理中", "With an icon, and busy"),
      show: () => (
        <div className="actions">
          <Button icon="search">{say("查找", "Find")}</Button>
          <Button kind="primary" busy>
            {say("保存", "Save")}
          </Button>
        </div>
      ),
    },
    {
      name: () => say("像按钮的链接", "A link that looks like one"),
      show: () => (
        <ButtonLink to="/gallery" kind="primary" icon="right">
          {say("开始登记", "Start recording")}
        </ButtonLink>
      ),
    },
  ],
} satisfies Examples;
