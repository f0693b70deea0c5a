// The certificates of a person, the current one first.
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { CertificateTag } from "./certificate-tag.tsx";
import type { CertificateLine, Unmasked } from "./types.ts";
import { disability } from "./words.ts";

export interface CertificatesProps {
  person: string;
  certificates: readonly CertificateLine[];
  numbers: Unmasked | undefined;
  may_write: boolean;
}

export function Certificates({ person, certificates, numbers, may_write }: CertificatesProps) {
  const t = useT();
  const codes = useCodes();
  const columns: Column<CertificateLine>[] = [
    {
      key: "number",
      header: t("people.certificate_number"),
      heads_row: true,
      cell: (card) => (
        <span className="stacked">
          <span>{numberOf(card, certificates, numbers)}</span>
          {card.reissue > 0 && (
            <span className="hint">{t("people.reissue", { count: card.reissue })}</span>
          )}
        </span>
      ),
    },
    {
      key: "disability",
      header: t("people.disability"),
      cell: ({ category, level }) => disability(codes, category, level),
    },
    {
      key: "state",
      header: t("people.state"),
      cell: (card) =>
        card.current ? <CertificateTag state={card.state} /> : t("people.superseded"),
    },
    {
      key: "issued_on",
      header: t("people.issued_on"),
      cell: ({ issued_on }) => formatDay(issued_on),
    },
    {
      key: "expires_on",
      header: t("people.expires_on"),
      cell: ({ expires_on }) => (expires_on ? formatDay(expires_on) : t("people.for_good")),
    },
    ...(may_write
      ? [
          {
            key: "event",
            header: t("people.record"),
            screen_only: true,
            cell: (card: CertificateLine) =>
              card.current && card.state !== "dead" ? (
                <ButtonLink to={`/people/${person}/event?certificate=${card.id}`}>
                  {t("people.event_record")}
                </ButtonLink>
              ) : (
                "–"
              ),
          },
        ]
      : []),
  ];
  if (certificates.length === 0) return <p>{t("people.no_certificate")}</p>;
  return (
    <Table
      caption={t("people.certificates")}
      caption_hidden
      columns={columns}
      rows={certificates}
      rowKey={(card) => card.id}
    />
  );
}

// The full number that ends and is as long as the masked one: the order of the two lists is not
// promised to be the same.
export function numberOf(
  card: Pick<CertificateLine, "number_masked" | "current">,
  all: readonly Pick<CertificateLine, "number_masked" | "current">[],
  numbers: Pick<Unmasked, "certificate_numbers"> | undefined,
): string {
  const masked = card.number_masked;
  if (!numbers) return masked;
  const [first] = numbers.certificate_numbers;
  if (card.current && first) return first;
  const fits = (full: string) => full.length === masked.length && full.endsWith(masked.slice(-4));
  const same = all.filter((other) => other.number_masked === masked).length;
  const found = numbers.certificate_numbers.filter(fits);
  return found.length === 1 && same === 1 ? found[0]! : masked;
}
