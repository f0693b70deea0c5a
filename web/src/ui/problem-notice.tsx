// An error of the server or the network, with what to do about it.
import { asProblem } from "../api/problem.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

export interface ProblemNoticeProps {
  error: unknown;
  retry?: () => void;
}

export function ProblemNotice({ error, retry }: ProblemNoticeProps) {
  const t = useT();
  const { title, detail, faults } = asProblem(error);
  return (
    <div role="alert">
      <Notice
        kind="error"
        title={title || t("ui.problem_title")}
        action={retry && <Button onClick={retry}>{t("ui.retry")}</Button>}
      >
        {detail !== title && <p>{detail}</p>}
        {faults.length > 1 && (
          <ul>
            {faults.map((fault, at) => (
              <li key={at}>{fault.detail}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
