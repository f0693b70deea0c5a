// A file of the server, saved under the name the server gives it.
import { send } from "../api/client.ts";

// The name in a Content-Disposition header; `otherwise` when it has none.
export function fileName(disposition: string | null, otherwise: string): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended);
    } catch {
      return otherwise; // A broken %-escape names nothing.
    }
  }
  return /filename="([^"]+)"/i.exec(disposition ?? "")?.[1] ?? otherwise;
}

export async function download(path: string, otherwise: string): Promise<string> {
  const response = await send(path);
  const name = fileName(response.headers.get("Content-Disposition"), otherwise);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the blob after the click; it may go once that has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}
