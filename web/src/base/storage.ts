// localStorage and sessionStorage that may be full or forbidden: what cannot be kept is simply
// not kept, and the page works on.
type Where = "local" | "session";

function storage(where: Where): Storage {
  return where === "local" ? window.localStorage : window.sessionStorage;
}

export function kept(where: Where, key: string): string | null {
  try {
    return storage(where).getItem(key);
  } catch {
    return null;
  }
}

export function keep(where: Where, key: string, value: string): void {
  try {
    storage(where).setItem(key, value);
  } catch {
    // Full or forbidden.
  }
}

export function forget(where: Where, key: string): void {
  try {
    storage(where).removeItem(key);
  } catch {
    // Forbidden: then nothing was kept either.
  }
}
