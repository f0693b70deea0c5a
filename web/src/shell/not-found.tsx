// Addresses that lead nowhere, and pages this account may not open.
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";

export function NotFound() {
  const t = useT();
  return (
    <Page title={t("shell.not_found_title")} width="reading" lead={t("shell.not_found_detail")}>
      <ButtonLink to="/" kind="primary">
        {t("shell.go_home")}
      </ButtonLink>
    </Page>
  );
}

export function Forbidden() {
  const t = useT();
  return (
    <Page title={t("shell.forbidden_title")} width="reading" lead={t("shell.forbidden_detail")}>
      <ButtonLink to="/" kind="primary">
        {t("shell.go_home")}
      </ButtonLink>
    </Page>
  );
}
