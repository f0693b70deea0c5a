// The letter of intent: why us, how, and what it will bring, alone or with partners.
import { api, call } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import { navigate, useParam } from "../base/router.tsx";
import { NoticeFacts } from "../board/notice.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useNotice, useStepTaken, type Notice as PublicNotice } from "../needs/api.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { countCharacters, TextArea } from "../ui/text-area.tsx";
import { letter_sections, type LetterSection } from "./letter.tsx";
import { Partners, type Partner } from "./partners.tsx";

interface LetterFormProps {
  listing: string;
  own: { id: string; name: string };
  codes: Codes;
}

function LetterForm({ listing, own, codes }: LetterFormProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const min = codes.rules?.letter_min ?? 1;
  const max = codes.rules?.letter_max ?? 1000;
  const fault = (section: LetterSection, text: string) => {
    const count = countCharacters(text.trim());
    const name = t(`claims.${section}`);
    if (count < min) return t("claims.letter_short", { section: name, min, count });
    if (count > max) return t("claims.letter_long", { section: name, max, count });
    return undefined;
  };
  const form = useForm({
    draft: `claim.${listing}`,
    initial: {
      "letter.strengths": "",
      "letter.approach": "",
      "letter.outcome": "",
      partners: [] as readonly Partner[],
    },
    validate: (values) => ({
      "letter.strengths": fault("strengths", values["letter.strengths"]),
      "letter.approach": fault("approach", values["letter.approach"]),
      "letter.outcome": fault("outcome", values["letter.outcome"]),
    }),
    submit: (values, id) =>
      call(
        api.POST("/listings/{listing}/claims", {
          params: { path: { listing } },
          body: {
            id,
            partners: values.partners.map((partner) => partner.id),
            letter: {
              strengths: values["letter.strengths"],
              approach: values["letter.approach"],
              outcome: values["letter.outcome"],
            },
          },
        }),
      ),
    saved: (claim) => {
      void step_taken();
      navigate(`/claims/${claim.id}`);
    },
  });
  return (
    <Form form={form} send={t("claims.send")}>
      <p>
        <span className="label">{t("claims.as_party")}</span>
        {own.name}
      </p>
      {letter_sections.map((section) => (
        <TextArea
          key={section}
          label={t(`claims.${section}`)}
          hint={t("claims.letter_range", { min, max, hint: t(`claims.${section}_hint`) })}
          limit={max}
          rows={5}
          {...form.field(`letter.${section}`)}
        />
      ))}
      <Partners own={own.id} max={codes.rules?.partners_max ?? 0} {...form.field("partners")} />
    </Form>
  );
}

function ClaimBody({ notice }: { notice: PublicNotice }) {
  const t = useT();
  const codes = useCodes();
  const party = useSession()?.user.party;
  if (notice.state !== "open")
    return (
      <Notice
        kind="warning"
        title={t("claims.not_open")}
        action={<ButtonLink to="/board">{t("claims.to_board")}</ButtonLink>}
      />
    );
  if (!party)
    return (
      <Notice kind="warning" title={t("claims.no_party")}>
        {t("claims.no_party_detail")}
      </Notice>
    );
  if (codes.error) return <ProblemNotice error={codes.error} retry={codes.retry} />;
  if (codes.loading) return <Skeleton lines={6} />;
  return <LetterForm listing={notice.id} own={party} codes={codes} />;
}

export default function NewClaimPage() {
  const t = useT();
  const listing = useParam("listing");
  const notice = useNotice(listing);
  return (
    <Page
      title={t("claims.new_title")}
      lead={t("claims.new_lead")}
      back={{ to: `/board/${listing}`, label: t("claims.to_listing") }}
      width="reading"
    >
      <Loaded query={notice}>
        {(loaded) => (
          <>
            <details className="details">
              <summary>{`${t("claims.on_listing")}: ${loaded.title}`}</summary>
              <p className="notice-words">{loaded.scope}</p>
              <NoticeFacts notice={loaded} />
            </details>
            <ClaimBody notice={loaded} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
