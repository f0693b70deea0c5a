// Photos as evidence: chosen with a preview before they are sent, shown afterwards. Where a photo
// was taken is removed by the server before it is kept, and the person is told so.
import { useEffect, useState } from "react";
import { base_url, send } from "../api/client.ts";
import { uuidv7 } from "../base/uuid.ts";
import { formatBytes } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import type { Delivery } from "../needs/api.ts";
import type { Bound } from "../ui/field.tsx";
import { FileInput } from "../ui/file-input.tsx";
import { Notice } from "../ui/notice.tsx";
import "./claims.css";

const kinds = [".jpg", ".jpeg", ".png"];

// The address under which a chosen file can be shown; given back when it is no longer.
function useObjectUrl(file: File): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}

function Preview({ file, at }: { file: File; at: number }) {
  const t = useT();
  const url = useObjectUrl(file);
  return <img src={url} alt={t("claims.photo_alt", { at, name: file.name })} />;
}

export interface PhotosProps extends Bound<readonly File[]> {
  min: number;
  max: number;
  bytes_max: number;
}

export function Photos({ min, max, bytes_max, ...field }: PhotosProps) {
  const t = useT();
  return (
    <div className="stack">
      <FileInput
        {...field}
        label={t("claims.photos")}
        hint={t("claims.photos_hint", { size: formatBytes(bytes_max), max })}
        optional={min === 0}
        kinds={kinds}
        limit={bytes_max}
        multiple
      />
      {field.value.length > 0 && (
        <ul className="photos">
          {field.value.map((file, at) => (
            <li key={`${file.name}-${file.lastModified}-${at}`}>
              <Preview file={file} at={at + 1} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

// A file keeps its id, so that sending it again after a lost answer keeps one photo, not two.
const ids = new WeakMap<File, string>();

export async function sendPhoto(file: File, path = "/files"): Promise<string> {
  const id = ids.get(file) ?? uuidv7();
  ids.set(file, id);
  const body = new FormData();
  body.append("id", id);
  body.append("file", file);
  const response = await send(path, { method: "POST", body });
  return ((await response.json()) as { id: string }).id;
}

// The photos of a delivery, each opening larger.
export function Evidence({ delivery }: { delivery: Pick<Delivery, "id" | "evidence"> }) {
  const t = useT();
  if (delivery.evidence.length === 0) return null;
  return (
    <>
      <ul className="photos">
        {delivery.evidence.map((file, at) => {
          const url = `${base_url}/deliveries/${delivery.id}/evidence/${file}`;
          return (
            <li key={file}>
              <a href={url} target="_blank" rel="noreferrer">
                <img src={url} alt={t("claims.photo_of", { at: at + 1 })} loading="lazy" />
                <span className="visually-hidden">{t("claims.photo_open")}</span>
              </a>
            </li>
          );
        })}
      </ul>
      <Notice kind="info" title={t("claims.position_removed")}>
        {t("claims.position_removed_detail")}
      </Notice>
    </>
  );
}
