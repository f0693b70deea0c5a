// Words of codes, places and rules that every page shares.
export const codes = {
  failed: "字典没有载入，表单暂时不能填写。",
  area: "区域",
  area_now: "现在看的是{area}",
  area_change: "换一个区域",
  area_search: "按名称查找区域",
  area_up: "回到{area}",
  area_none: "没有下一级区域",
  area_not_found: "没有找到名称里有“{q}”的区域",
  level_province: "省",
  level_prefecture: "市",
  level_county: "区县",
  level_town: "镇街",
  level_village: "村（社区）",
  level_estate: "小区",
  level_group: "小组",
  level_grid: "网格",
} as const;
