import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { Notice } from "../ui/notice.tsx";
import type { Unmasked } from "./types.ts";
import { Reason } from "./unmask.tsx";

const numbers: Unmasked = {
  citizen_id: "",
  phone: "00000000000",
  address: "",
  certificate_numbers: [],
};

function Live() {
  const [opened, setOpened] = useState<Unmasked>();
  return opened ? (
    <Notice kind="success">{opened.phone}</Notice>
  ) : (
    <Reason send={async () => numbers} onOpened={setOpened} onClose={() => {}} />
  );
}

export default {
  component: "Unmask",
  examples: [
    {
      name: () => say("查看完整号码要写理由", "Full numbers need a reason"),
      show: () => <Live />,
    },
  ],
} satisfies Examples;
