// A thing or a place to go, in a box. With `to` the heading is the link and the whole card the
// target.
import type { ReactNode } from "react";
import { Link } from "../base/router.tsx";
import { Heading, type Level } from "./heading.tsx";
import { Icon } from "./icon.tsx";

export interface CardProps {
  title: string;
  level?: Level;
  to?: string;
  tag?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

export function Card({ title, level = 2, to, tag, children, actions }: CardProps) {
  return (
    <article className="card" data-link={to ? true : undefined}>
      <div className="card-head">
        <Heading level={level} className="card-title">
          {to ? (
            <Link to={to}>
              {title}
              <Icon name="right" />
            </Link>
          ) : (
            title
          )}
        </Heading>
        {tag}
      </div>
      {children && <div className="card-body">{children}</div>}
      {actions && <div className="actions">{actions}</div>}
    </article>
  );
}

// Cards side by side where there is room.
export function Cards({ children }: { children: ReactNode }) {
  return <div className="cards">{children}</div>;
}
