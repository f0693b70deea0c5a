// A site: chosen out of those found by part of the name.
import { useId, useState } from "react";
import { InlineSearch } from "../codes/inline-search.tsx";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { FieldGroup, type Bound, type Labelled } from "../ui/field.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { useSites } from "./api.ts";
import type { ChosenSite } from "./model.ts";
import "./events.css";

export interface SiteFieldProps extends Labelled, Bound<ChosenSite | null> {}

export function SiteField({
  label,
  hint,
  optional = false,
  id,
  name,
  value,
  error,
  onChange,
}: SiteFieldProps) {
  const t = useT();
  const codes = useCodes();
  const own_id = useId();
  const control_id = id ?? own_id;
  const [q, setQ] = useState("");
  const found = useSites(q, "", value === null);
  if (value)
    return (
      <FieldGroup id={control_id} label={label} optional={optional} error={error}>
        <div className="cluster">
          <span>
            <strong>{value.name}</strong> <span className="hint">{value.about}</span>
          </span>
          <Button id={control_id} onClick={() => onChange(null)}>
            {t("events.site_change")}
          </Button>
        </div>
      </FieldGroup>
    );
  return (
    <FieldGroup
      id={`${control_id}-group`}
      label={label}
      hint={hint}
      optional={optional}
      error={error}
    >
      <InlineSearch
        id={control_id}
        name={name}
        label={t("events.site_find")}
        optional
        onSearch={setQ}
      />
      <Loaded query={found} lines={2}>
        {(page) =>
          page.items.length === 0 ? (
            <p role="status">{t("events.site_none")}</p>
          ) : (
            <>
              <ul className="found-sites">
                {page.items.map((site) => {
                  const about = `${codes.word("site_kind", site.kind)} · ${site.place}`;
                  return (
                    <li key={site.id}>
                      <Button onClick={() => onChange({ id: site.id, name: site.name, about })}>
                        {site.name}
                      </Button>
                      <span className="hint">{about}</span>
                    </li>
                  );
                })}
              </ul>
              {page.next_cursor && <p className="hint">{t("events.site_more")}</p>}
            </>
          )
        }
      </Loaded>
    </FieldGroup>
  );
}
