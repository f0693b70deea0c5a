// A roster as an office keeps it: sound rows and rows with one fault each, written as CSV. The
// people are nobody: county code 99 exists nowhere.
import { citizenId } from "./program.mjs";

const headings =
  "姓名,性别,身份证号,残疾人证号,残疾类别,残疾等级,监护人,联系电话,户口性质,所属街道,所属社区,现住址,发证日期,有效期至";
const surnames = "赵钱孙李周吴郑王冯陈";
const given = "示例甲乙丙丁戊己庚辛";

function person(at) {
  const year = 1940 + (at % 60);
  const id = citizenId(
    `421199${year}0${1 + (at % 9)}${10 + (at % 18)}${String(at).padStart(3, "0")}`,
  );
  return {
    name: `${surnames[at % 10]}${given[at % 10]}${given[(at * 7) % 10]}`,
    sex: Number(id[16]) % 2 ? "男" : "女",
    id,
    certificate: `${id}43`,
    category: "肢体",
    level: "三级",
    guardian: "",
    phone: "13800000001",
    household: "农业",
    town: "赤壁街道",
    village: "惠民社区",
    address: `惠民社区${at}号`,
    issued: "2018-06-01",
    expires: "2028-05-31",
  };
}

// What is spoilt, in rows of their own; each stands for a fault the program must name.
const spoilers = [
  (row) => ({ ...row, name: "" }),
  (row) => ({ ...row, id: row.id.slice(0, 17) + (row.id[17] === "0" ? "1" : "0") }),
  (row) => ({ ...row, certificate: row.certificate.slice(0, 12) }),
  (row) => ({ ...row, issued: "2018年13月1日" }),
  (row) => ({ ...row, village: "没有的社区" }),
];

export const faulty_rows = spoilers.length;

function csv(rows) {
  return [headings, ...rows.map((row) => Object.values(row).join(","))].join("\r\n");
}

// `mended`: the same people, every row sound. The faulty rows are those after the sound ones.
export function roster({ sound = 70, mended = false } = {}) {
  const rows = Array.from({ length: sound + faulty_rows }, (_, at) => person(at));
  return csv(rows.map((row, at) => (at < sound || mended ? row : spoilers[at - sound](row))));
}

// The number in the sheet of the first faulty row; the headings are row 1.
export const firstFaultyRow = (sound = 70) => sound + 2;

// One heading the program cannot guess, so that it asks.
export function strangeRoster() {
  return roster({ sound: 3, mended: true }).replace("姓名", "何人");
}
