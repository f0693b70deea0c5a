// The frame of a form: its error summary, its fields, its send button, and its draft.
import { useEffect, type FormEvent, type ReactNode } from "react";
import type { FormState } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { Notice } from "./notice.tsx";

export interface FormProps<V extends object> {
  form: FormState<V>;
  send: string; // The verb on the button: "发布清单".
  also?: ReactNode; // Beside the button: a cancel link.
  children: ReactNode;
}

export function Form<V extends object>({ form, send, also, children }: FormProps<V>) {
  const t = useT();
  const is_faulty = form.errors.length > 0;
  // The tab says so too, for those who hear the title first.
  useEffect(() => {
    if (!is_faulty) return;
    const prefix = t("ui.error_prefix");
    const title = document.title;
    document.title = prefix + title;
    return () => {
      if (document.title === prefix + title) document.title = title;
    };
  }, [is_faulty, t]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.send();
  };

  return (
    <form className="form" noValidate onSubmit={submit}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      {form.restored && !is_faulty && (
        <Notice
          kind="info"
          action={<Button onClick={form.discard}>{t("ui.draft_discard")}</Button>}
        >
          {t("ui.draft_restored")}
        </Notice>
      )}
      {children}
      <div className="actions">
        <Button kind="primary" submits busy={form.submitting}>
          {send}
        </Button>
        {also}
      </div>
    </form>
  );
}
