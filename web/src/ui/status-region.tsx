// What has just happened, said in its place and read aloud without taking focus. It replaces
// pop-up messages, so it must already be on the page when its text changes.
import type { ReactNode } from "react";

export function StatusRegion({ children }: { children?: ReactNode }) {
  return (
    <div className="status-region" role="status">
      {children}
    </div>
  );
}
