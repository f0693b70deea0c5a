import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { say, type Examples } from "../ui/example.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

function Live() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button data-example="reason-dialog" onClick={() => setOpen(true)}>
        {say("撤回榜单", "Withdraw the entry")}
      </Button>
      <ReasonDialog
        open={open}
        title={say("撤回这份榜单", "Withdraw this entry")}
        warning={say("里面的需求会回到待发榜。", "Its needs wait to be published again.")}
        label={say("撤回的原因", "Why it is withdrawn")}
        missing={say("请写明原因", "Give the reason")}
        confirm={say("撤回榜单", "Withdraw the entry")}
        onConfirm={() => Promise.resolve()}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

export default {
  component: "ReasonDialog",
  examples: [{ name: () => say("要写原因", "With a reason"), show: () => <Live /> }],
} satisfies Examples;
