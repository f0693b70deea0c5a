// What can be told of a citizen id or a certificate number while it is being typed. The server
// decides; here is only what spares a round trip.
import { dayParts } from "../i18n/format.ts";

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = "10X98765432";

// Full-width digits, spaces and a lower-case x are the same number.
export function tidyNumber(typed: string): string {
  return typed.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}

export type NumberFault = "missing" | "malformed" | "check_digit";

export function citizenIdFault(typed: string): NumberFault | undefined {
  const id = tidyNumber(typed);
  if (id === "") return "missing";
  if (!/^\d{17}[\dX]$/.test(id)) return "malformed";
  const day = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  if (!dayParts(day)) return "malformed";
  const sum = weights.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return checks[sum % 11] === id[17] ? undefined : "check_digit";
}

// The citizen id, the category, the level, and B1, B2, ... for a re-issue.
export function certificateFault(typed: string): "malformed" | undefined {
  const number = tidyNumber(typed);
  if (number === "") return undefined;
  return /^\d{17}[\dX][1-7][1-4](B\d)?$/.test(number) ? undefined : "malformed";
}
