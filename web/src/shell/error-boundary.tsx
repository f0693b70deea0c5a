// A page that fails takes only itself away: the frame stays, and so do the drafts.
import { Component, type ErrorInfo, type ReactNode } from "react";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";

function Failed() {
  const t = useT();
  return (
    <Page title={t("shell.failed_title")} width="reading" lead={t("shell.failed_detail")}>
      {/* Reloading also fetches pages anew when the program was updated meanwhile. */}
      <Button kind="primary" onClick={() => window.location.reload()}>
        {t("ui.retry")}
      </Button>
    </Page>
  );
}

export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}
