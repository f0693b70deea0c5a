// A list of places to choose from, each with the way to the places inside it.
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import type { AreaLine } from "./areas.ts";

export interface AreaChoicesProps {
  label: string;
  areas: readonly AreaLine[];
  with_path: boolean; // Found by name: where it lies is not clear by itself.
  mayChoose: (area: AreaLine) => boolean;
  onChoose: (area: AreaLine) => void;
  onOpen: (area: AreaLine) => void;
}

export function AreaChoices({
  label,
  areas,
  with_path,
  mayChoose,
  onChoose,
  onOpen,
}: AreaChoicesProps) {
  const t = useT();
  return (
    <ul className="area-choices" aria-label={label}>
      {areas.map((area) => {
        const may_choose = mayChoose(area);
        return (
          <li key={area.code}>
            <span className="area-name">
              {area.name}
              {with_path && area.path !== area.name && <span className="hint">{area.path}</span>}
            </span>
            {area.children > 0 && (
              <Button
                kind="plain"
                icon="right"
                aria-label={t("codes.area_open_named", { name: area.name, count: area.children })}
                onClick={() => onOpen(area)}
              >
                {t("codes.area_open", { count: area.children })}
              </Button>
            )}
            {may_choose && (
              <Button
                aria-label={t("codes.area_choose_named", { name: area.name })}
                onClick={() => onChoose(area)}
              >
                {t("codes.area_choose")}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
