import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

function Live() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} data-example="dialog">
        {say("查看揭榜须知", "Read the rules for claims")}
      </Button>
      <Dialog
        open={open}
        title={say("揭榜须知", "Rules for claims")}
        onClose={close}
        actions={
          <Button kind="primary" onClick={close}>
            {say("我知道了", "Understood")}
          </Button>
        }
      >
        <p>
          {say(
            "揭榜后请在约定的日期前完成。做不到时请尽早放弃，让别人接手。",
            "Deliver by the agreed day. If you cannot, release the claim early, so that others can take it.",
          )}
        </p>
      </Dialog>
    </>
  );
}

export default {
  component: "Dialog",
  examples: [
    {
      name: () => say("打开一个", "Open one"),
      show: () => <Live />,
    },
  ],
} satisfies Examples;
