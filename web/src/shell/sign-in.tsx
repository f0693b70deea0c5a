// Signing in: by itself at /sign-in, or in the place of a page that needs it.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { signIn, useSession } from "../api/session.ts";
import { navigate, safePath, useLocation } from "../base/router.tsx";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { Checkbox } from "../ui/checkboxes.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { TextInput } from "../ui/text-input.tsx";

export default function SignIn() {
  const t = useT();
  const queries = useQueryClient();
  const { path, query } = useLocation();
  const session = useSession();
  const [is_shown, setShown] = useState(false);
  const is_own_page = path === "/sign-in";
  const next = safePath(new URLSearchParams(query).get("next"));

  // Who is already in has nothing to do here.
  useEffect(() => {
    if (is_own_page && session) navigate(next, { replace: true });
  }, [is_own_page, session, next]);

  const form = useForm({
    draft: null,
    initial: { user: "", password: "" },
    validate: (values) => ({
      user: values.user.trim() ? undefined : t("shell.user_missing"),
      password: values.password ? undefined : t("shell.password_missing"),
    }),
    submit: (values) => signIn(queries, values.user.trim(), values.password),
  });

  const is_elsewhere = !is_own_page && path !== "/";
  return (
    <Page
      title={t("shell.sign_in_title")}
      width="reading"
      lead={is_elsewhere ? t("shell.sign_in_again") : t("shell.sign_in_lead")}
    >
      <div className="panel sign-in">
        <Form form={form} send={t("shell.sign_in")}>
          <TextInput label={t("shell.user")} autoComplete="username" {...form.field("user")} />
          <TextInput
            label={t("shell.password")}
            type={is_shown ? "text" : "password"}
            autoComplete="current-password"
            {...form.field("password")}
          />
          <Checkbox label={t("shell.show_password")} value={is_shown} onChange={setShown} />
        </Form>
      </div>
      <p className="hint">{t("shell.sign_in_help")}</p>
    </Page>
  );
}
