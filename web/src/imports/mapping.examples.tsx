import { say, type Examples } from "../ui/example.ts";
import { Mapping } from "./mapping.tsx";

export default {
  component: "Mapping",
  examples: [
    {
      name: () => say("表头没有认出来", "A heading that is not known"),
      show: () => (
        <Mapping
          busy={false}
          onDone={() => {}}
          known={[
            { key: "name", name: say("姓名", "Name"), required: true },
            { key: "citizen_id", name: say("身份证号", "Citizen id"), required: true },
            { key: "remark", name: say("备注", "Remark"), required: false },
          ]}
          columns={[
            {
              letter: "A",
              heading: say("姓名", "Name"),
              key: "name",
              is_twin: false,
              samples: [say("示例甲", "Example A"), say("示例乙", "Example B")],
            },
            {
              letter: "B",
              heading: say("号码一", "Number one"),
              key: "",
              is_twin: false,
              samples: ["421199••••••••••••"],
            },
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
