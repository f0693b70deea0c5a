// The frame of every page: one h1 that takes focus when the person has moved here, and the title
// of the tab.
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Link, movesSoFar } from "../base/router.tsx";
import { useT } from "../i18n/index.ts";
import { Icon } from "./icon.tsx";

export interface PageProps {
  title: string;
  back?: { to: string; label: string }; // The page above this one.
  lead?: ReactNode;
  actions?: ReactNode; // What can be done with the whole page.
  width?: "reading" | "wide"; // Forms and texts read better narrow.
  children: ReactNode;
}

export function Page({ title, back, lead, actions, width = "wide", children }: PageProps) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  const [came_by_moving] = useState(() => movesSoFar() > 0);
  useEffect(() => {
    document.title = `${title} – ${t("shell.product")}`;
  }, [title, t]);
  useEffect(() => {
    if (came_by_moving) heading.current?.focus({ preventScroll: true });
  }, [came_by_moving]);
  return (
    <div className="page" data-width={width}>
      {back && (
        <nav className="back" aria-label={t("shell.breadcrumbs")}>
          <Link to={back.to}>
            <Icon name="left" />
            {back.label}
          </Link>
        </nav>
      )}
      <div className="page-head">
        <div>
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {lead && <div className="lead">{lead}</div>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

// A part of a page under its own heading.
export function Section({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {actions && <div className="actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
