// A button does something here; a button link goes somewhere. They look alike and are not.
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "../base/router.tsx";
import { useT } from "../i18n/index.ts";
import { Icon, type IconName } from "./icon.tsx";

export type ButtonKind = "primary" | "secondary" | "danger" | "plain";

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type"> {
  "data-example"?: string; // A handle for browser tests.
  kind?: ButtonKind; // One primary button a page.
  icon?: IconName;
  busy?: boolean; // Under way: it keeps its place and focus, says so, and does nothing more.
  submits?: boolean;
}

export function Button({
  kind = "secondary",
  icon,
  busy = false,
  submits = false,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const t = useT();
  return (
    <button
      {...rest}
      type={submits ? "submit" : "button"}
      className={`button ${rest.className ?? ""}`}
      data-kind={kind}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon && <Icon name={icon} />}
      <span>{busy ? t("ui.working") : children}</span>
    </button>
  );
}

export interface ButtonLinkProps {
  to: string;
  kind?: ButtonKind;
  icon?: IconName;
  children: ReactNode;
}

export function ButtonLink({ to, kind = "secondary", icon, children }: ButtonLinkProps) {
  return (
    <Link to={to} className="button" data-kind={kind}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}
