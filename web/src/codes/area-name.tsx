// The name of a place by its code; the code until it is known.
import { useArea } from "./areas.ts";

export function AreaName({ code }: { code: string }) {
  const area = useArea(code);
  return <>{area?.name ?? code}</>;
}
