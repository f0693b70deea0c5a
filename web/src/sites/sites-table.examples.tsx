import { say, type Examples } from "../ui/example.ts";
import type { SiteLine } from "./api.ts";
import { SitesTable } from "./sites-table.tsx";

const codes = {
  today: "2026-11-22",
  word: () => say("残疾人之家", "Home for disabled people"),
};

function site(id: string, zh: string, en: string, more: Partial<SiteLine> = {}): SiteLine {
  return {
    id,
    kind: "disability_home",
    name: say(zh, en),
    area: "421102001001",
    place: say("示例街道 · 示例社区", "Example street · Example community"),
    address: say("示例路 1 号", "1 Example Road"),
    from: "2024-03-01",
    until: null,
    operated_by: say("示例服务中心", "Example service centre"),
    open_now: false,
    ...more,
  };
}

export default {
  component: "SitesTable",
  examples: [
    {
      name: () => say("开着、关着、已撤销", "Open, closed, ended"),
      show: () => (
        <SitesTable
          codes={codes}
          lines={[
            site("1", "示例残疾人之家", "Example home", { open_now: true }),
            site("2", "样本残疾人之家", "Sample home", { operated_by: "" }),
            site("3", "旧残疾人之家", "Former home", { until: "2025-06-01" }),
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
