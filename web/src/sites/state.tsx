// A site's state in a word: open now, closed, ended.
import { useT } from "../i18n/index.ts";
import { Tag } from "../ui/tag.tsx";
import type { SiteLine } from "./api.ts";
import { isOver } from "./model.ts";

export interface SiteTagProps {
  site: Pick<SiteLine, "open_now" | "until">;
  today: string;
}

export function SiteTag({ site, today }: SiteTagProps) {
  const t = useT();
  if (isOver(site, today)) return <Tag kind="stopped">{t("sites.state_ended")}</Tag>;
  if (site.open_now) return <Tag kind="done">{t("sites.state_open")}</Tag>;
  return <Tag>{t("sites.state_closed")}</Tag>;
}
