// Care mode (关怀模式): larger text and targets, fewer choices. It is an attribute of <html>,
// `data-care="on"`, which the style sheets read; it is kept on the device.
import { useSyncExternalStore } from "react";
import { keep, kept } from "./storage.ts";

const storage_key = "zhulian.care";
const listeners = new Set<() => void>();

export function care(): boolean {
  return document.documentElement.dataset.care === "on";
}

export function setCare(on: boolean): void {
  document.documentElement.dataset.care = on ? "on" : "off";
  keep("local", storage_key, on ? "on" : "off");
  for (const listener of listeners) listener();
}

export function restoreCare(): void {
  setCare(kept("local", storage_key) === "on");
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useCare(): boolean {
  return useSyncExternalStore(subscribe, care, care);
}
