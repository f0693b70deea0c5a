// Opening what is masked: a reason first, which is kept with the reader's name; then the numbers
// for a minute, after which they are gone from the page.
import { useEffect, useState } from "react";
import { api, call } from "../api/client.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { countCharacters, TextArea } from "../ui/text-area.tsx";
import type { Unmasked } from "./types.ts";

const shown_seconds = 60;
const reason_limit = 200;

// The numbers while they may be seen, and the seconds that are left.
export function useUnmasked(seconds: number = shown_seconds) {
  const [open, setOpen] = useState<{ numbers: Unmasked; until: number }>();
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!open) return;
    const tick = () => {
      const rest = Math.ceil((open.until - Date.now()) / 1000);
      setLeft(Math.max(0, rest));
      if (rest <= 0) setOpen(undefined);
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [open]);
  return {
    numbers: open?.numbers,
    left,
    show: (numbers: Unmasked) => setOpen({ numbers, until: Date.now() + seconds * 1000 }),
    hide: () => setOpen(undefined),
  };
}

export interface UnmaskProps {
  person: string;
  name: string;
  shown: ReturnType<typeof useUnmasked>;
}

export function Unmask({ person, name, shown }: UnmaskProps) {
  const t = useT();
  const [is_asking, setAsking] = useState(false);
  return (
    <div className="cluster">
      {shown.numbers ? (
        <>
          <span className="hint">{t("people.unmask_left", { seconds: shown.left })}</span>
          <Button onClick={shown.hide}>{t("people.unmask_hide")}</Button>
        </>
      ) : (
        <Button onClick={() => setAsking(true)}>{t("people.unmask")}</Button>
      )}
      <StatusRegion>
        {shown.numbers && <span className="visually-hidden">{t("people.unmask_open")}</span>}
      </StatusRegion>
      <Dialog
        open={is_asking}
        title={t("people.unmask_title", { name })}
        onClose={() => setAsking(false)}
      >
        <Reason
          send={(reason) =>
            call(
              api.POST("/people/{person}/unmasking", {
                params: { path: { person } },
                body: { reason },
              }),
            )
          }
          onOpened={(numbers) => {
            setAsking(false);
            shown.show(numbers);
          }}
          onClose={() => setAsking(false)}
        />
      </Dialog>
    </div>
  );
}

interface ReasonProps {
  send: (reason: string) => Promise<Unmasked>;
  onOpened: (numbers: Unmasked) => void;
  onClose: () => void;
}

export function Reason({ send, onOpened, onClose }: ReasonProps) {
  const t = useT();
  const form = useForm({
    draft: null,
    initial: { reason: "" },
    validate: ({ reason }) => {
      const length = countCharacters(reason.trim());
      if (length < 2) return { reason: t("people.unmask_reason_missing") };
      if (length > reason_limit) return { reason: t("people.too_long", { max: reason_limit }) };
      return {};
    },
    submit: ({ reason }) => send(reason.trim()),
    saved: onOpened,
  });
  return (
    <Form
      form={form}
      send={t("people.unmask_send")}
      also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
    >
      <p>{t("people.unmask_lead")}</p>
      <TextArea
        label={t("people.unmask_reason")}
        hint={t("people.unmask_reason_hint")}
        limit={reason_limit}
        rows={3}
        {...form.field("reason")}
      />
    </Form>
  );
}
