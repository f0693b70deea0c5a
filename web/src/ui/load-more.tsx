// The rest of a long list, when asked for. Focus stays on the button, and how many are shown is
// said aloud.
import { useT } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import { StatusRegion } from "./status-region.tsx";

export interface LoadMoreProps {
  shown: number;
  total?: number; // Where the server counts.
  has_more: boolean;
  loading?: boolean;
  onMore: () => void;
}

export function LoadMore({ shown, total, has_more, loading = false, onMore }: LoadMoreProps) {
  const t = useT();
  const words = !has_more
    ? t("ui.shown_all", { count: shown })
    : total === undefined
      ? t("ui.shown", { count: shown })
      : t("ui.shown_of", { count: shown, total });
  return (
    <div className="load-more">
      <StatusRegion>{words}</StatusRegion>
      {has_more && (
        <Button busy={loading} onClick={onMore} icon="down">
          {t("ui.load_more")}
        </Button>
      )}
    </div>
  );
}
