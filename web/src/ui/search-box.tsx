// One box to find things. It searches when asked (Enter or the button), never on each key: a
// screen reader and a slow phone both thank us.
import { useEffect, useId, useState, type FormEvent } from "react";
import { useT } from "../i18n/index.ts";
import { Button } from "./button.tsx";

export interface SearchBoxProps {
  label: string; // What can be typed: "姓名、拼音、首字母或证号后四位".
  value: string; // What is being searched now.
  onSearch: (text: string) => void;
}

export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
  const t = useT();
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <form className="search-box" role="search" aria-label={label} onSubmit={submit}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="input-line">
        <input
          id={id}
          className="input"
          type="search"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button kind="primary" icon="search" submits>
          {t("ui.search")}
        </Button>
        {value !== "" && <Button onClick={() => onSearch("")}>{t("ui.search_clear")}</Button>}
      </div>
    </form>
  );
}
