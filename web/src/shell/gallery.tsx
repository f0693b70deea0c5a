// Every example of every component, found by file name: x.examples.tsx beside x.tsx.
import { useMemo } from "react";
import { useT } from "../i18n/index.ts";
import type { Examples } from "../ui/example.ts";
import { Page } from "../ui/page.tsx";

const files = import.meta.glob<{ default: Examples }>("../**/*.examples.tsx", { eager: true });

const all: readonly Examples[] = Object.values(files)
  .map((file) => file.default)
  .sort((a, b) => a.component.localeCompare(b.component, "en"));

export default function Gallery() {
  const t = useT();
  const index = useMemo(() => all.map(({ component }) => component), []);
  return (
    <Page title={t("shell.gallery_title")} lead={t("shell.gallery_lead")}>
      <nav className="gallery-index" aria-label={t("shell.components")}>
        <ul>
          {index.map((component) => (
            <li key={component}>
              <a href={`#${component}`} lang="en">
                {component}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {all.map(({ component, examples }) => (
        <section className="section" key={component} aria-labelledby={component}>
          <h2 id={component} lang="en">
            {component}
          </h2>
          {examples.map(({ name, show: Show }, at) => (
            <div className="example" key={at}>
              <h3>{name()}</h3>
              <div className="example-stage">
                <Show />
              </div>
            </div>
          ))}
        </section>
      ))}
    </Page>
  );
}
