import { say, type Examples } from "../ui/example.ts";
import type { Explanation } from "./api.ts";
import { ExplanationShown } from "./explanation.tsx";

const entitled = (): Explanation => ({
  policy: "living_subsidy",
  name: say("困难残疾人生活补贴", "Living subsidy"),
  outcome: "entitled",
  month: 11000,
  as_of: "2026-11-05",
  since: "2026-11-05",
  row: 3,
  basis: say("国发〔2015〕52号 补贴标准", "State Council [2015] No. 52, amounts"),
  document: say("国发〔2015〕52号", "State Council [2015] No. 52"),
  inputs: [
    {
      key: "a",
      name: say("享受低保", "Minimum living allowance"),
      value: say("是", "yes"),
      state: "known",
      from: "2026-10-01",
      seen: "2026-10-06",
      source: "visit",
    },
    {
      key: "b",
      name: say("特困人员供养", "Support of the destitute"),
      value: say("否", "no"),
      state: "stale",
      from: "2024-10-01",
      seen: "2024-10-01",
      source: "visit",
    },
    {
      key: "c",
      name: say("死亡日期", "Date of death"),
      value: "",
      state: "none",
      from: null,
      seen: null,
      source: "register",
    },
  ],
  rates: [],
  failed: [],
  missing: [],
  excluded_by: "",
  mode: "",
  excluded_document: "",
});

export default {
  component: "ExplanationShown",
  examples: [
    {
      name: () => say("应享受", "Entitled"),
      show: () => <ExplanationShown one={entitled()} />,
    },
    {
      name: () => say("待核实", "To be verified"),
      show: () => (
        <ExplanationShown
          one={{
            ...entitled(),
            outcome: "to_verify",
            month: 0,
            since: null,
            missing: [{ key: "a", name: say("享受低保", "Minimum living allowance") }],
          }}
        />
      ),
    },
    {
      name: () => say("不享受", "Not entitled"),
      show: () => (
        <ExplanationShown
          one={{
            ...entitled(),
            outcome: "not_entitled",
            month: 0,
            failed: [
              {
                table: say("家庭困难", "Family in hardship"),
                name: say("低保", "Minimum living allowance"),
                wanted: say("是", "yes"),
                is: say("否", "no"),
              },
            ],
          }}
        />
      ),
    },
    {
      name: () => say("与其他待遇不能同享", "Excluded by another benefit"),
      show: () => (
        <ExplanationShown
          one={{
            ...entitled(),
            outcome: "excluded",
            month: 0,
            mode: "block",
            excluded_by: say("特困人员供养", "Support of the destitute"),
            excluded_document: say("国发〔2015〕52号", "State Council [2015] No. 52"),
          }}
        />
      ),
    },
  ],
} satisfies Examples;
