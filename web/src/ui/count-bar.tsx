// Parts of a list with their counts, each a button that shows only that part.
import { formatNumber } from "../i18n/format.ts";

export interface CountedPart<K extends string> {
  key: K;
  label: string;
  count: number;
}

export interface CountBarProps<K extends string> {
  label: string;
  parts: readonly CountedPart<K>[];
  shown: K;
  onShow: (key: K) => void;
}

export function CountBar<K extends string>({ label, parts, shown, onShow }: CountBarProps<K>) {
  return (
    <div className="count-bar" role="group" aria-label={label}>
      {parts.map((part) => (
        <button
          key={part.key}
          type="button"
          className="count-part"
          data-part={part.key}
          aria-pressed={shown === part.key}
          onClick={() => onShow(part.key)}
        >
          <span>{part.label}</span>
          <strong>{formatNumber(part.count)}</strong>
        </button>
      ))}
    </div>
  );
}
