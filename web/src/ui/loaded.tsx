// What a query answered; its shape while it is on the way; or why it did not come.
import type { ReactNode } from "react";
import { ProblemNotice } from "./problem-notice.tsx";
import { Skeleton } from "./skeleton.tsx";

export interface LoadedProps<D> {
  query: { data: D | undefined; error: unknown; refetch: () => unknown };
  lines?: number;
  children: (data: D) => ReactNode;
}

export function Loaded<D>({ query, lines = 5, children }: LoadedProps<D>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return <>{children(data)}</>;
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />;
  return <Skeleton lines={lines} />;
}
