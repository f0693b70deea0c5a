import { say, type Examples } from "../ui/example.ts";
import type { Cover } from "./cover.ts";
import { LiaisonsTable } from "./liaisons-table.tsx";

function village(code: string, name: string, liaison?: string): Cover {
  const area = { code, level: "village", name, path: name, children: 0 };
  const tie = {
    id: code,
    kind: "liaison_of",
    from_kind: "user",
    from_id: "1",
    to_kind: "area",
    to_id: code,
    title: liaison ?? "",
    from: "2026-03-01",
    until: null,
  };
  return { area, liaisons: liaison ? [tie] : [], villages_covered: liaison ? 1 : 0 };
}

export default {
  component: "LiaisonsTable",
  examples: [
    {
      name: () => say("谁负责哪个社区", "Who looks after which community"),
      show: () => (
        <LiaisonsTable
          may_write
          onEnd={() => {}}
          rows={[
            village(
              "421102001001",
              say("示例社区", "Example community"),
              say("示例联络员", "Example liaison"),
            ),
            village("421102001002", say("样本社区", "Sample community")),
          ]}
        />
      ),
    },
    {
      name: () => say("按镇街看缺口", "Gaps by town"),
      show: () => (
        <LiaisonsTable
          may_write={false}
          onEnd={() => {}}
          rows={[
            {
              area: {
                code: "421102001",
                level: "town",
                name: say("示例街道", "Example street"),
                path: "",
                children: 14,
              },
              liaisons: [],
              villages_covered: 11,
            },
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
