// Dates, numbers and money as people write them: 2026年11月5日, 5 November 2026, 1,234.00 元.
// Days come as "2026-11-05" and never pass through a time zone; instants come as UTC.
import { language, type Lang } from "./index.ts";

// One time zone holds for all of China.
const time_zone = "Asia/Shanghai";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

interface DayParts {
  year: number;
  month: number;
  day: number;
}

// "2026-11-05" in parts; undefined if no such day exists.
export function dayParts(day: string): DayParts | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return undefined;
  const parts = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const date = new Date(Date.UTC(parts.year, parts.month - 1, parts.day));
  const exists =
    parts.year >= 1000 && date.getUTCMonth() === parts.month - 1 && date.getUTCDate() === parts.day;
  return exists ? parts : undefined;
}

export function formatDay(day: string, lang: Lang = language()): string {
  const parts = dayParts(day);
  if (!parts) return day;
  return lang === "zh"
    ? `${parts.year}年${parts.month}月${parts.day}日`
    : `${parts.day} ${months[parts.month - 1]} ${parts.year}`;
}

// "2026-11" as a month.
export function formatMonth(month: string, lang: Lang = language()): string {
  const parts = dayParts(`${month}-01`);
  if (!parts) return month;
  return lang === "zh"
    ? `${parts.year}年${parts.month}月`
    : `${months[parts.month - 1]} ${parts.year}`;
}

function localParts(instant: string): { day: string; time: string } | undefined {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return undefined;
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone: time_zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(date);
  const [day = "", time = ""] = text.split(" ");
  return { day, time };
}

// The day on which an instant falls in China: "2026-11-05".
export function dayOf(instant: string): string {
  return localParts(instant)?.day ?? instant;
}

export function today(now: Date = new Date()): string {
  return dayOf(now.toISOString());
}

// 2026年11月5日 09:02, or 5 November 2026, 09:02.
export function formatInstant(instant: string, lang: Lang = language()): string {
  const parts = localParts(instant);
  if (!parts) return instant;
  return `${formatDay(parts.day, lang)}${lang === "zh" ? " " : ", "}${parts.time}`;
}

// The time of the day there: "09:02".
export function formatTime(instant: string): string {
  return localParts(instant)?.time ?? instant;
}

export function formatNumber(value: number, decimals = 0): string {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

export function formatPercent(share: number, decimals = 1): string {
  return `${formatNumber(share * 100, decimals)}%`;
}

// Fen, always whole, as yuan.
export function formatMoney(fen: number, lang: Lang = language()): string {
  const yuan = formatNumber(fen / 100, 2);
  return lang === "zh" ? `${yuan} 元` : `${yuan} yuan`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${formatNumber(bytes / 1024, 0)} KB`;
  return `${formatNumber(bytes / 1024 / 1024, 1)} MB`;
}

// What people type for a day: 2026-11-05, 2026.11.5, 2026/11/5, 20261105, 2026年11月5日,
// 5 November 2026, with full-width digits too. Returns "2026-11-05", or undefined when it is no
// day that exists. Two-digit years and day-first numbers are refused: they would be a guess.
export function parseDay(typed: string): string | undefined {
  const text = typed.normalize("NFKC").trim().replace(/\s+/g, " ");
  const pad = (value: string | number) => String(value).padStart(2, "0");
  const numeric =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2}) ?日?$/.exec(text);
  if (numeric) {
    const day = `${numeric[1]}-${pad(numeric[2]!)}-${pad(numeric[3]!)}`;
    return dayParts(day) ? day : undefined;
  }
  const english = /^(\d{1,2}) ([a-z]{3,9})\.? (\d{4})$/i.exec(text);
  if (english) {
    const month = months.findIndex((name) =>
      name.toLowerCase().startsWith(english[2]!.toLowerCase()),
    );
    if (month < 0) return undefined;
    const day = `${english[3]}-${pad(month + 1)}-${pad(english[1]!)}`;
    return dayParts(day) ? day : undefined;
  }
  return undefined;
}

// What people type for a time of the day: 9, 9:00, 9.00, 0900, 9点, 9点半, 9点15分, with full-width
// digits too. Returns "09:00", or undefined when it is no time; "24:00" is the end of the day.
export function parseTime(typed: string): string | undefined {
  const text = typed.normalize("NFKC").replaceAll(/\s/g, "").replace("点半", "点30分");
  const parts = [
    /^(\d{1,2})$/,
    /^(\d{1,2})[:.](\d{2})$/,
    /^(\d{1,2})[点时](?:(\d{1,2})分?)?$/,
    /^(\d{2})(\d{2})$/,
  ].reduce<RegExpExecArray | null>((found, pattern) => found ?? pattern.exec(text), null);
  if (!parts) return undefined;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  if (minute > 59 || hour * 60 + minute > 24 * 60) return undefined;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

const pinyin = new Intl.Collator("zh-u-co-pinyin", { numeric: true });

// Orders names by pinyin, numbers inside them by value.
export function compareNames(a: string, b: string): number {
  return pinyin.compare(a, b);
}
