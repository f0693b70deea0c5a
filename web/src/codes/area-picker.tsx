// A place, found by going down from the own area or by typing its name; never one list of all.
// It holds the code; "" is no place. It may stand inside a form, so it is none itself.
import { useEffect, useId, useRef, useState } from "react";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { FieldGroup, type Bound, type Labelled } from "../ui/field.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { AreaChoices } from "./area-choices.tsx";
import { isWithin, useArea, useAreas, type AreaLevel, type AreaLine } from "./areas.ts";
import { InlineSearch } from "./inline-search.tsx";
import "./codes.css";

export interface AreaPickerProps extends Labelled, Bound<string> {
  smallest?: AreaLevel; // Only places of this level or smaller may be chosen.
}

export function AreaPicker(props: AreaPickerProps) {
  const { label, hint, optional = false, id, value, error, onChange, smallest } = props;
  const t = useT();
  const own_id = useId();
  const control_id = id ?? own_id;
  const chosen = useArea(value);
  const [is_open, setOpen] = useState(false);
  const looks = is_open || value === "";
  const opener = useRef<HTMLDivElement>(null);

  const choose = (area: AreaLine) => {
    onChange(area.code);
    setOpen(false);
    // Focus stays in the picker when the list goes away.
    requestAnimationFrame(() => opener.current?.querySelector("button")?.focus());
  };

  return (
    <FieldGroup id={control_id} label={label} hint={hint} optional={optional} error={error}>
      <div className="area-picker" ref={opener}>
        {value !== "" && (
          <div className="cluster">
            <strong>{chosen?.path ?? chosen?.name ?? value}</strong>
            <Button
              id={looks ? undefined : control_id}
              aria-expanded={is_open}
              onClick={() => setOpen(!is_open)}
            >
              {is_open ? t("codes.area_keep") : t("codes.area_change")}
            </Button>
            {optional && (
              <Button kind="plain" icon="cross" onClick={() => onChange("")}>
                {t("codes.area_clear")}
              </Button>
            )}
          </div>
        )}
        {looks && <Finder control_id={control_id} smallest={smallest} onChoose={choose} />}
      </div>
    </FieldGroup>
  );
}

interface FinderProps {
  control_id: string;
  smallest: AreaLevel | undefined;
  onChoose: (area: AreaLine) => void;
}

function Finder({ control_id, smallest, onChoose }: FinderProps) {
  const t = useT();
  const [q, setQ] = useState("");
  const [way, setWay] = useState<readonly AreaLine[]>([]); // From the own area down.
  const [is_listed, setListed] = useState(false);
  const here = way.at(-1);
  const areas = useAreas(here?.code ?? "", q, is_listed);
  const found = areas.data?.items ?? [];

  const root = useRef<HTMLDivElement>(null);
  const has_moved = useRef(false);
  useEffect(() => {
    // The button that was pressed is gone: focus goes to the way up, or to the search.
    if (has_moved.current)
      root.current?.querySelector<HTMLElement>(".area-way button, input")?.focus();
  }, [way]);
  const goTo = (steps: readonly AreaLine[]) => {
    has_moved.current = true;
    setWay(steps);
    setQ("");
    setListed(true);
  };

  return (
    <div className="area-finder" ref={root}>
      {way.length > 0 && (
        <p className="cluster area-way">
          <Button kind="plain" icon="left" onClick={() => goTo(way.slice(0, -1))}>
            {t("codes.area_up")}
          </Button>
          <strong>{here?.path || here?.name}</strong>
        </p>
      )}
      <div className="cluster">
        <InlineSearch
          key={way.length} // Going down or up begins another search.
          id={control_id}
          label={t("codes.area_type")}
          optional
          onSearch={(text) => {
            setQ(text);
            setListed(true);
          }}
        />
        {!is_listed && <Button onClick={() => setListed(true)}>{t("codes.area_browse")}</Button>}
      </div>
      <StatusRegion>
        {is_listed && areas.data && t("codes.area_found", { count: found.length })}
      </StatusRegion>
      {areas.error && <ProblemNotice error={areas.error} retry={() => void areas.refetch()} />}
      {is_listed && areas.isPending && <Skeleton lines={3} />}
      {is_listed && found.length > 0 && (
        <AreaChoices
          label={t("codes.area_list")}
          areas={found}
          with_path={q !== ""}
          mayChoose={(area) => smallest === undefined || isWithin(area, smallest)}
          onChoose={onChoose}
          onOpen={(area) => goTo([...way, area])}
        />
      )}
    </div>
  );
}
