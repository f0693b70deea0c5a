// The texts people read, in Chinese first and English second.
//
// A dictionary is split by context (zh/ui.ts, en/ui.ts, ...). The Chinese one declares the keys;
// the English one is checked against it by its type, so a missing text does not compile. Only the
// language in use is loaded.
//
//   const t = useT();
//   t("ui.close")
//   t("ui.shown", { count: 20 })       the arguments are part of the key's type
//
// In a text, {name} is an argument, and {count|record|records} picks the singular for exactly 1.
import { useSyncExternalStore } from "react";
import { keep, kept } from "../base/storage.ts";
import type { zh } from "./zh/index.ts";

export type Lang = "zh" | "en";
export const languages: readonly Lang[] = ["zh", "en"];

type Dictionary = typeof zh;
type Context = keyof Dictionary & string;

// "ui.close" | "ui.shown" | ...
export type Key = { [C in Context]: `${C}.${keyof Dictionary[C] & string}` }[Context];

type Text<K extends Key> = K extends `${infer C}.${infer N}`
  ? C extends Context
    ? N extends keyof Dictionary[C]
      ? Dictionary[C][N]
      : never
    : never
  : never;

type Name<S> = S extends `${infer N}|${string}` ? N : S;
type ArgumentNames<S> = S extends `${string}{${infer A}}${infer Rest}`
  ? Name<A> | ArgumentNames<Rest>
  : never;

export type Arguments<K extends Key> = [ArgumentNames<Text<K>>] extends [never]
  ? []
  : [Record<ArgumentNames<Text<K>> & string, string | number>];

// A key whose text takes no argument: what a table of labels may hold.
export type PlainKey = { [K in Key]: Arguments<K> extends [] ? K : never }[Key];

// What the English file of a context must be, given the Chinese one.
export type Translation<D> = { readonly [N in keyof D]: string };

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

const storage_key = "zhulian.language";
const tags: Record<Lang, string> = { zh: "zh-CN", en: "en" };
const tables: Partial<Record<Lang, Table>> = {};
const listeners = new Set<() => void>();
let current: Lang = "zh";

async function load(lang: Lang): Promise<void> {
  tables[lang] ??=
    lang === "zh" ? (await import("./zh/index.ts")).zh : (await import("./en/index.ts")).en;
}

// The language kept from the last visit; Chinese for a newcomer.
export function keptLanguage(): Lang {
  return kept("local", storage_key) === "en" ? "en" : "zh";
}

// Loads a language and shows it everywhere. Await it once before the first render.
export async function setLanguage(lang: Lang): Promise<void> {
  await load(lang);
  current = lang;
  keep("local", storage_key, lang);
  document.documentElement.lang = tags[lang];
  for (const listener of listeners) listener();
}

export function language(): Lang {
  return current;
}

export function languageTag(): string {
  return tags[current];
}

export function fill(text: string, args: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name: string, one, many) => {
    const value = args[name];
    if (value === undefined) return whole;
    if (one === undefined) return String(value);
    return String(value) === "1" ? one : many;
  });
}

function lookUp(key: string): string | undefined {
  const dot = key.indexOf(".");
  return tables[current]?.[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

// The text of a key, in the language of the moment. In a component take it from useT(), so that
// the component follows a change of language.
export function t<K extends Key>(key: K, ...[args]: Arguments<K>): string {
  const text = lookUp(key);
  if (text === undefined) return key;
  return args ? fill(text, args as Record<string, string | number>) : text;
}

// The text of a key that came from elsewhere (a code of a pack); undefined when there is none.
export function textOf(key: string): string | undefined {
  return lookUp(key);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Lang {
  return useSyncExternalStore(subscribe, language, language);
}

export type T = typeof t;

export function useT(): T {
  useLanguage();
  return t;
}
