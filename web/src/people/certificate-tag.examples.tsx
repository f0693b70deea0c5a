import { say, type Examples } from "../ui/example.ts";
import { CertificateTag } from "./certificate-tag.tsx";
import { certificate_states } from "./words.ts";

export default {
  component: "CertificateTag",
  examples: [
    {
      name: () => say("残疾人证的每种状态", "Every state of a certificate"),
      show: () => (
        <p className="cluster">
          {certificate_states.map((state) => (
            <CertificateTag key={state} state={state} />
          ))}
        </p>
      ),
    },
  ],
} satisfies Examples;
