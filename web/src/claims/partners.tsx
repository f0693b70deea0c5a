// Partners of a joint claim: found by name, added one by one. Only bodies of a kind that may
// claim are offered.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { InlineSearch } from "../codes/inline-search.tsx";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { FieldGroup, type Bound } from "../ui/field.tsx";
import { Loaded } from "../ui/loaded.tsx";
import "./claims.css";

export interface Partner {
  id: string;
  name: string;
}

export interface PartnersProps extends Bound<readonly Partner[]> {
  own: string; // The lead's id: it is no partner of itself.
  max: number;
}

const shown_max = 8;

export function Partners({ id = "partners", value, error, onChange, own, max }: PartnersProps) {
  const t = useT();
  const codes = useCodes();
  const [q, setQ] = useState("");
  const found = useQuery({
    queryKey: ["organisations", "choose", q],
    queryFn: ({ signal }) =>
      call(api.GET("/organisations", { params: { query: { q, limit: 50 } }, signal })),
    enabled: q !== "",
  });
  const is_full = value.length >= max;
  return (
    <FieldGroup
      id={id}
      label={t("claims.partners")}
      hint={t("claims.partners_hint", { max })}
      optional
      error={error}
    >
      {value.length > 0 && (
        <ul className="claimants" aria-label={t("claims.partner_chosen")}>
          {value.map((partner) => (
            <li key={partner.id}>
              {partner.name}
              <Button
                kind="plain"
                icon="cross"
                aria-label={t("claims.partner_remove", { name: partner.name })}
                onClick={() => onChange(value.filter((other) => other.id !== partner.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {is_full ? (
        <p className="hint">{t("claims.partners_full")}</p>
      ) : (
        <InlineSearch id={id} label={t("claims.partner_search")} optional onSearch={setQ} />
      )}
      {q !== "" && !is_full && (
        <Loaded query={found} lines={2}>
          {(page) => {
            const offered = page.items
              .filter(
                (body) =>
                  body.id !== own &&
                  codes.mayClaim(body.kind) &&
                  !value.some((chosen) => chosen.id === body.id),
              )
              .slice(0, shown_max);
            if (offered.length === 0) return <p role="status">{t("claims.partner_none")}</p>;
            return (
              <ul className="claimants">
                {offered.map((body) => (
                  <li key={body.id}>
                    <Button onClick={() => onChange([...value, { id: body.id, name: body.name }])}>
                      {t("claims.partner_add", { name: body.name })}
                    </Button>
                    <span className="hint">{codes.word("organisation_kind", body.kind)}</span>
                  </li>
                ))}
              </ul>
            );
          }}
        </Loaded>
      )}
    </FieldGroup>
  );
}
