import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { Button } from "./button.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";

function Live() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)} data-example="confirm">
        {say("撤回发榜", "Withdraw the listing")}
      </Button>
      <ConfirmDialog
        open={open}
        danger
        title={say("撤回这次发榜？", "Withdraw this listing?")}
        confirm={say("撤回发榜", "Withdraw the listing")}
        onConfirm={() => undefined}
        onClose={() => setOpen(false)}
      >
        <p>
          {say(
            "已有 2 家揭榜，他们会收到通知。",
            "There are 2 claims; the claimants will be told.",
          )}
        </p>
      </ConfirmDialog>
    </>
  );
}

export default {
  component: "ConfirmDialog",
  examples: [
    {
      name: () => say("先问一句", "Ask first"),
      show: () => <Live />,
    },
  ],
} satisfies Examples;
