// 机制对照页：每条机制由什么实现、由什么证明。
export const coverage = {
  title: "机制对照",
  lead: "五地报道的 {all} 条机制中，{proved} 条已有流程测试证明；空白表示尚未实现。",
  id: "编号",
  gist: "机制",
  pack: "数据包",
  source: "源文件",
  journey: "流程测试",
} as const;
