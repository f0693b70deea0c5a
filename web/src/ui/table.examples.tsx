import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { EmptyState } from "./empty-state.tsx";
import { Table, type Column, type Sort } from "./table.tsx";
import { Tag } from "./tag.tsx";

interface Row {
  id: string;
  name: string;
  village: string;
  category: string;
  visits: number;
}

const rows = (): Row[] => [
  {
    id: "1",
    name: say("示例甲", "Sample A"),
    village: say("惠民社区", "Huimin"),
    category: say("肢体二级", "Physical, 2"),
    visits: 12,
  },
  {
    id: "2",
    name: say("示例乙", "Sample B"),
    village: say("东坡社区", "Dongpo"),
    category: say("视力一级", "Vision, 1"),
    visits: 4,
  },
  {
    id: "3",
    name: say("示例丙", "Sample C"),
    village: say("惠民社区", "Huimin"),
    category: say("听力三级", "Hearing, 3"),
    visits: 7,
  },
];

const columns = (): Column<Row>[] => [
  {
    key: "name",
    header: say("姓名", "Name"),
    heads_row: true,
    sortable: true,
    cell: (row) => row.name,
  },
  { key: "village", header: say("社区", "Community"), cell: (row) => row.village },
  { key: "category", header: say("类别等级", "Category, level"), cell: (row) => row.category },
  {
    key: "state",
    header: say("状态", "State"),
    cell: (row) =>
      row.visits > 5 ? (
        <Tag kind="done">{say("已走访", "Visited")}</Tag>
      ) : (
        <Tag kind="waiting">{say("待走访", "To visit")}</Tag>
      ),
  },
  {
    key: "visits",
    header: say("走访次数", "Visits"),
    number: true,
    sortable: true,
    cell: (row) => row.visits,
  },
];

function Sorted() {
  const [sort, setSort] = useState<Sort>();
  const order = (a: Row, b: Row) =>
    sort?.key === "name" ? a.id.localeCompare(b.id) : a.visits - b.visits;
  const sorted = sort
    ? rows().sort((a, b) => (sort.descending ? order(b, a) : order(a, b)))
    : rows();
  return (
    <Table
      caption={say("持证残疾人", "Certificate holders")}
      columns={columns()}
      rows={sorted}
      rowKey={(row) => row.id}
      sort={sort}
      onSort={setSort}
    />
  );
}

function Empty() {
  const empty = (
    <EmptyState title={say("没有找到人", "Nobody found")}>
      {say("换个写法，或去掉一个条件。", "Try another spelling, or drop a filter.")}
    </EmptyState>
  );
  return (
    <Table
      caption={say("持证残疾人", "Certificate holders")}
      columns={columns()}
      rows={[]}
      rowKey={(row) => row.id}
      empty={empty}
    />
  );
}

export default {
  component: "Table",
  examples: [
    {
      name: () => say("可排序", "Sortable"),
      show: () => <Sorted />,
    },
    {
      name: () => say("没有记录", "No records"),
      show: () => <Empty />,
    },
  ],
} satisfies Examples;
