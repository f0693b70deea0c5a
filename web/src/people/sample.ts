// Words for the examples, which have no server to ask.
import type { Codes } from "../codes/codes.ts";
import { say } from "../ui/example.ts";

const words: Record<string, () => string> = {
  "sex.female": () => say("女", "Female"),
  "sex.male": () => say("男", "Male"),
  "disability_category.4": () => say("肢体", "Physical"),
  "disability_level.2": () => say("二级", "Level 2"),
};

export const sample_codes: Pick<Codes, "word"> = {
  word: (list, code) =>
    code === null || code === undefined ? "" : (words[`${list}.${code}`]?.() ?? String(code)),
};
