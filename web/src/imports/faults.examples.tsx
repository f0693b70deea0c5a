import { say, type Examples } from "../ui/example.ts";
import { Faults } from "./faults.tsx";

export default {
  component: "Faults",
  examples: [
    {
      name: () => say("表里的错误", "Faults of a sheet"),
      show: () => (
        <Faults
          faults={[
            {
              row: 7,
              column: say("身份证号", "Citizen id"),
              code: "id_check_digit",
              message: say("校验位不对，请对照证件核对", "The check digit is wrong"),
            },
            {
              row: 7,
              column: say("所属社区", "Village"),
              code: "village_unknown",
              message: say("没有这个社区，请更正名称", "There is no such village"),
            },
            {
              row: 12,
              column: say("姓名", "Name"),
              code: "name_missing",
              message: say("没有姓名", "No name"),
            },
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
