// One entry of the board, small enough for a phone: what, where, how many, how long.
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import type { Notice } from "../needs/api.ts";
import { Card } from "../ui/card.tsx";
import { Icon } from "../ui/icon.tsx";
import { ListingTag, windowWords } from "./state.tsx";
import "./board.css";

export interface ListingCardProps {
  notice: Notice;
  category: string; // In words.
  today: string;
}

export function ListingCard({ notice, category, today }: ListingCardProps) {
  const t = useT();
  const window = windowWords(notice, today, t);
  return (
    <Card title={notice.title} to={`/board/${notice.id}`} tag={<ListingTag state={notice.state} />}>
      <p className="listing-scope">{notice.scope}</p>
      <ul className="listing-facts">
        <li>{category}</li>
        <li>
          {notice.area_name === notice.place || notice.place.includes(notice.area_name)
            ? notice.place
            : `${notice.area_name} · ${notice.place}`}
        </li>
        <li>{t("board.people", { count: notice.beneficiaries })}</li>
      </ul>
      <p className="listing-window">
        <Icon name="clock" />
        <span>
          {notice.state === "under_way" || notice.state === "done" ? (
            <>
              {t("board.deliver_by")} <time>{formatDay(notice.deliver_by)}</time>
            </>
          ) : (
            <>
              {t("board.closes")} <time>{formatDay(notice.closes_on)}</time>
            </>
          )}
          {window && <strong> · {window}</strong>}
        </span>
      </p>
      {notice.claimants.length > 0 && (
        <p className="hint">{`${t("board.claimants")}: ${notice.claimants.join("、")}`}</p>
      )}
    </Card>
  );
}
