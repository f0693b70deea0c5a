// What was recorded just now in a section of the page, the way back, and why there was none.
import { useState } from "react";
import { asProblem } from "../api/problem.ts";
import { Notice } from "../ui/notice.tsx";
import { UndoBar } from "../ui/undo-bar.tsx";

// `changed` asks anew for what the section shows: after a step and after its undoing alike.
export function useLastStep<T>(takeBack: (step: T) => Promise<unknown>, changed: () => void) {
  const [step, setStep] = useState<T>();
  const [refusal, setRefusal] = useState<string>();
  const forget = () => setStep(undefined);
  return {
    step,
    refusal,
    forget,
    taken: (next: T) => {
      setRefusal(undefined);
      setStep(next);
      changed();
    },
    undo: async () => {
      if (step === undefined) return;
      forget();
      try {
        await takeBack(step);
      } catch (error) {
        const problem = asProblem(error);
        setRefusal(problem.detail || problem.title);
      }
      changed();
    },
  };
}

export interface LastStepProps<T> {
  last: ReturnType<typeof useLastStep<T>>;
  words: (step: T) => string;
}

export function LastStep<T>({ last, words }: LastStepProps<T>) {
  return (
    <>
      {last.refusal && <Notice kind="warning">{last.refusal}</Notice>}
      <UndoBar
        message={last.step === undefined ? null : words(last.step)}
        onUndo={() => void last.undo()}
        onDismiss={last.forget}
      />
    </>
  );
}
