// A draft: what was typed and not yet saved, with the id of the thing being made. It lives in
// this tab's sessionStorage, under the name of the person who types, until it is saved.
import { forget, keep, kept } from "./storage.ts";
import { uuidv7 } from "./uuid.ts";

export interface Draft<V> {
  id: string; // UUIDv7: sending the same draft twice makes one thing.
  values: V;
  restored: boolean; // It was found, not begun.
}

let owner = "";

// Whose drafts these are; another person on the same device does not see them.
export function setDraftOwner(user_id: string): void {
  owner = user_id;
}

function storageKey(key: string): string {
  return `zhulian.draft.${owner}.${key}`;
}

export function beginDraft<V extends object>(key: string | null, initial: V): Draft<V> {
  const fresh = { id: uuidv7(), values: initial, restored: false };
  if (key === null) return fresh;
  try {
    const found = JSON.parse(kept("session", storageKey(key)) ?? "null") as Draft<V> | null;
    if (!found || typeof found.id !== "string" || typeof found.values !== "object") return fresh;
    return { id: found.id, values: { ...initial, ...found.values }, restored: true };
  } catch {
    return fresh;
  }
}

// `secret` fields (passwords) and files are never kept.
export function keepDraft<V extends object>(
  key: string | null,
  draft: Draft<V>,
  secret: readonly (keyof V)[],
): void {
  if (key === null) return;
  const values = Object.fromEntries(
    Object.entries(draft.values).filter(([name, value]) => {
      const holds_file = [value].flat().some((part) => part instanceof Blob);
      return !secret.includes(name as keyof V) && !holds_file;
    }),
  );
  keep("session", storageKey(key), JSON.stringify({ id: draft.id, values }));
}

export function dropDraft(key: string | null): void {
  if (key !== null) forget("session", storageKey(key));
}
