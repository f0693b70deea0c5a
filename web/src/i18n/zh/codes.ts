// Words of codes, places and rules that every page shares.
export const codes = {
  failed: "字典没有载入，表单暂时不能填写。",
  area: "区域",
  area_type: "输入地名",
  area_search: "查找",
  area_browse: "逐级选择",
  area_list: "可选的地方",
  area_found: "找到 {count} 个地方",
  area_up: "上一级",
  area_open: "下级 {count} 个",
  area_open_named: "下级 {count} 个：{name}",
  area_choose: "选这里",
  area_choose_named: "选这里：{name}",
  area_change: "更换",
  area_keep: "不换了",
  area_clear: "不限地方",
} as const;
