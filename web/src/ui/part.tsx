// A part of a page that comes after the first sight, in a file of its own: lines stand in its
// place until it is there.
import { lazy, Suspense, type ComponentType } from "react";
import { Skeleton } from "./skeleton.tsx";

export function part<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function Part(props: Props) {
    return (
      <Suspense fallback={<Skeleton lines={3} />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
