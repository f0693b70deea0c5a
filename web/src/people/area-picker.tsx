// A place, found by going down from the own area or by typing its name; never one list of all.
// It holds the code; "" is no place. It may stand inside a form, so it is none itself.
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { FieldGroup, type Bound, type Labelled } from "../ui/field.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { AreaChoices } from "./area-choices.tsx";
import { isWithin, useArea, useAreas, type AreaLevel } from "./areas.ts";
import type { AreaLine } from "./types.ts";
import "./people.css";

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
              {is_open ? t("people.area_keep") : t("people.area_change")}
            </Button>
            {optional && (
              <Button kind="plain" icon="cross" onClick={() => onChange("")}>
                {t("people.area_clear")}
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
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  const [way, setWay] = useState<readonly AreaLine[]>([]); // From the own area down.
  const [is_listed, setListed] = useState(false);
  const here = way.at(-1);
  const areas = useAreas(here?.code ?? "", q, is_listed);
  const found = areas.data?.items ?? [];

  const search = () => {
    setQ(typed.trim());
    setListed(true);
  };
  const searchOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault(); // Else the form around would be sent.
    search();
  };
  const goTo = (steps: readonly AreaLine[]) => {
    setWay(steps);
    setQ("");
    setTyped("");
    setListed(true);
  };

  return (
    <div className="area-finder">
      <div className="input-line">
        <input
          id={control_id}
          className="input"
          type="text"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          aria-label={t("people.area_type")}
          placeholder={t("people.area_type")}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={searchOnEnter}
        />
        <Button icon="search" onClick={search}>
          {t("people.area_search")}
        </Button>
        {!is_listed && <Button onClick={() => setListed(true)}>{t("people.area_browse")}</Button>}
      </div>
      {way.length > 0 && (
        <p className="cluster">
          <Button kind="plain" icon="left" onClick={() => goTo(way.slice(0, -1))}>
            {t("people.area_up")}
          </Button>
          <strong>{here?.path || here?.name}</strong>
        </p>
      )}
      <StatusRegion>
        {is_listed && areas.data && t("people.area_found", { count: found.length })}
      </StatusRegion>
      {areas.error && <ProblemNotice error={areas.error} retry={() => void areas.refetch()} />}
      {is_listed && areas.isPending && <Skeleton lines={3} />}
      {is_listed && found.length > 0 && (
        <AreaChoices
          label={t("people.area_list")}
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
