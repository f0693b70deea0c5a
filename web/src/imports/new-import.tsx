// Sending a workbook up. What cannot be a roster is said before anything is sent.
import { useQueryClient } from "@tanstack/react-query";
import { send } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import { navigate } from "../base/router.tsx";
import { useForm } from "../form/use-form.ts";
import { formatBytes } from "../i18n/format.ts";
import { t, useT } from "../i18n/index.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { FileInput } from "../ui/file-input.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { Progress } from "../ui/progress.tsx";
import { ImportSteps } from "./import-steps.tsx";
import type { ImportView } from "./model.ts";

const kinds = [".xlsx", ".ods", ".csv"];
const file_limit = 32 * 1024 * 1024 - 64 * 1024; // What the server takes, less the form around it.

// The old format is taken up to here, so that its owner is told what to do and not only "no".
function isOldExcel(file: File): boolean {
  return /\.xls$/i.test(file.name);
}

async function upload(id: string, file: File, area: string): Promise<ImportView> {
  const body = new FormData();
  body.append("id", id); // Sent twice, it is one import.
  body.append("area", area);
  body.append("file", file, file.name);
  const response = await send("/imports", { method: "POST", body });
  return (await response.json()) as ImportView;
}

export default function NewImport() {
  const say = useT();
  const queries = useQueryClient();
  const session = useSession();
  const form = useForm({
    draft: null,
    initial: { file: [] as readonly File[], area: session?.user.area?.code ?? "" },
    validate: ({ file: [file], area }) => ({
      file: !file
        ? t("imports.file_missing")
        : isOldExcel(file)
          ? t("imports.file_xls", { name: file.name })
          : undefined,
      area: area ? undefined : t("imports.export_area_missing"),
    }),
    submit: ({ file: [file], area }, id) => upload(id, file!, area),
    saved: (made) => {
      queries.setQueryData(["import", made.id], made);
      void queries.invalidateQueries({ queryKey: ["imports"] });
      navigate(`/imports/${made.id}`);
    },
  });
  return (
    <Page
      title={say("imports.new")}
      lead={say("imports.new_lead")}
      back={{ to: "/imports", label: say("imports.list") }}
      width="reading"
    >
      <ImportSteps phase="upload" />
      <Form
        form={form}
        send={say("imports.upload")}
        also={<ButtonLink to="/imports">{say("ui.cancel")}</ButtonLink>}
      >
        <FileInput
          label={say("imports.file")}
          hint={say("imports.file_hint", { size: formatBytes(file_limit) })}
          kinds={[...kinds, ".xls"]}
          limit={file_limit}
          {...form.field("file")}
        />
        <AreaPicker
          label={say("imports.area")}
          hint={say("imports.area_hint")}
          {...form.field("area")}
        />
        {form.submitting && <Progress label={say("imports.uploading")} />}
      </Form>
    </Page>
  );
}
