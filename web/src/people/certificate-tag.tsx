// What a certificate is worth today.
import { useT } from "../i18n/index.ts";
import { Tag } from "../ui/tag.tsx";
import type { CertificateState } from "./types.ts";
import { state_kinds } from "./words.ts";

export function CertificateTag({ state }: { state: CertificateState }) {
  const t = useT();
  return <Tag kind={state_kinds[state]}>{t(`people.state_${state}`)}</Tag>;
}
