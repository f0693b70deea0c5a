// Where an award stands: in a tag, and as steps on its way.
import { useT } from "../i18n/index.ts";
import { Steps } from "../ui/steps.tsx";
import { Tag, type TagKind } from "../ui/tag.tsx";
import { stepsDone, type AwardStanding } from "./model.ts";

const kinds: Record<AwardStanding, TagKind> = {
  nominated: "waiting",
  passed: "active",
  refused: "stopped",
  published: "active",
  over: "waiting",
  awarded: "done",
  withdrawn: "stopped",
};

export function AwardTag({ standing }: { standing: AwardStanding }) {
  const t = useT();
  return <Tag kind={kinds[standing]}>{t(`awards.state_${standing}`)}</Tag>;
}

export function AwardSteps({ standing }: { standing: AwardStanding }) {
  const t = useT();
  const current = stepsDone(standing);
  if (current === undefined) return <AwardTag standing={standing} />;
  return (
    <Steps
      label={t("awards.steps")}
      current={current}
      steps={[
        t("awards.step_nominated"),
        t("awards.step_review"),
        t("awards.step_published"),
        t("awards.step_awarded"),
      ]}
    />
  );
}
