import { say, type Examples } from "../ui/example.ts";
import { Spans, type Dated } from "./spans.tsx";

interface Room extends Dated {
  name: string;
}

const room = (zh: string, en: string, until: string | null = null): Room => ({
  name: say(zh, en),
  from: "2025-05-01",
  until,
});

function Sample({ rooms, ends }: { rooms: readonly Room[]; ends: boolean }) {
  return (
    <Spans
      caption={say("用房", "Rooms")}
      none={say("还没有登记用房。", "No rooms are entered yet.")}
      rows={rooms}
      rowKey={({ name }) => name}
      today="2026-11-22"
      nameOf={({ name }) => name}
      columns={[
        {
          key: "name",
          header: say("名称", "Name"),
          heads_row: true,
          cell: ({ name }) => name,
        },
      ]}
      onEnd={ends ? () => {} : undefined}
    />
  );
}

export default {
  component: "Spans",
  examples: [
    {
      name: () => say("现有的和以前的", "What holds, and what held"),
      show: () => (
        <Sample
          ends
          rooms={[
            room("服务大厅", "Service hall"),
            room("旧活动室", "Former leisure room", "2026-02-01"),
          ]}
        />
      ),
    },
    { name: () => say("没有", "None"), show: () => <Sample ends={false} rooms={[]} /> },
  ],
} satisfies Examples;
