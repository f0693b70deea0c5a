// Who may agree for whom: themself, or of a child a guardian or parent.
export interface Giver {
  person: string;
  name: string;
  tie: string;
}

export const self = "";

// The choices of who agrees to a purpose; the person first where they may.
export function giversFor(
  page: { givers: readonly Giver[]; too_young_for: readonly string[] },
  purpose: string,
): readonly (Giver | typeof self)[] {
  const is_child = page.too_young_for.includes(purpose);
  return is_child ? page.givers : [self, ...page.givers];
}

// What can still be asked: what is live is not asked twice.
export function purposesLeft<C extends { value: string }>(
  choices: readonly C[],
  consents: readonly { purpose: string; withdrawn_on: string | null }[],
): readonly C[] {
  return choices.filter(
    ({ value }) => !consents.some((one) => one.purpose === value && one.withdrawn_on === null),
  );
}
