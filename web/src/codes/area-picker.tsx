// Which place: the one shown now, and the way to another, by name or level by level. A county has
// more places than any list on a page should hold, so they are never one select.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import type { components } from "../api/schema.d.ts";
import { textOf, useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { InlineSearch } from "./inline-search.tsx";
import "./codes.css";

export type AreaLine = components["schemas"]["AreaLine"];

export interface PickedArea {
  code: string;
  name: string;
}

interface AreaListProps {
  areas: readonly AreaLine[];
  empty: string;
  onPick: (area: AreaLine) => void;
}

// Places as buttons: the name, its level, and for a search the way down to it.
export function AreaList({ areas, empty, onPick }: AreaListProps) {
  if (areas.length === 0) return <p className="hint">{empty}</p>;
  return (
    <ul className="area-list">
      {areas.map((area) => (
        <li key={area.code}>
          <Button kind="plain" onClick={() => onPick(area)}>
            {area.name}
          </Button>
          <span className="hint">{textOf(`codes.level_${area.level}`)}</span>
        </li>
      ))}
    </ul>
  );
}

export interface AreaPickerProps {
  value: PickedArea;
  onPick: (area: PickedArea) => void;
}

export function AreaPicker({ value, onPick }: AreaPickerProps) {
  const t = useT();
  const home = useSession()?.user.area;
  const [q, setQ] = useState("");
  const [is_open, setOpen] = useState(false);
  const parent = value.code || home?.code;
  const areas = useQuery({
    queryKey: ["areas", q ? { q } : { parent }],
    queryFn: ({ signal }) =>
      call(api.GET("/areas", { params: { query: q ? { q } : { parent } }, signal })),
    enabled: is_open,
    staleTime: 600_000,
  });
  const pick = (area: PickedArea) => {
    setQ("");
    onPick({ code: area.code, name: area.name });
  };
  return (
    <div className="area-picker">
      <p>{t("codes.area_now", { area: value.name || home?.name || "" })}</p>
      <details
        className="details"
        open={is_open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>{t("codes.area_change")}</summary>
        {home && value.code !== home.code && value.code !== "" && (
          <Button icon="up" onClick={() => pick(home)}>
            {t("codes.area_up", { area: home.name })}
          </Button>
        )}
        <InlineSearch label={t("codes.area_search")} optional onSearch={setQ} />
        {is_open && (
          <Loaded query={areas} lines={3}>
            {(page) => (
              <AreaList
                areas={page.items}
                empty={q ? t("codes.area_not_found", { q }) : t("codes.area_none")}
                onPick={pick}
              />
            )}
          </Loaded>
        )}
      </details>
    </div>
  );
}
