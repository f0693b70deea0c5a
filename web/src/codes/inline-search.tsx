// A search inside a form: Enter searches and does not send the form it is part of;
// the Enter that ends the spelling of a Chinese word does neither. (SearchBox is
// a form of its own, and forms do not nest.)
import { useState } from "react";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { TextInput } from "../ui/text-input.tsx";
import "./codes.css";

export interface InlineSearchProps {
  id?: string | undefined;
  name?: string | undefined;
  label: string;
  hint?: string;
  optional?: boolean;
  error?: string | undefined;
  onSearch: (text: string) => void;
}

export function InlineSearch({ onSearch, optional = false, ...rest }: InlineSearchProps) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const search = () => onSearch(typed.trim());
  return (
    <div
      className="inline-search"
      onKeyDown={(event) => {
        const is_enter = event.key === "Enter" && !event.nativeEvent.isComposing;
        if (!is_enter || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        search();
      }}
    >
      <TextInput {...rest} optional={optional} value={typed} onChange={setTyped} />
      <Button icon="search" onClick={search}>
        {t("ui.search")}
      </Button>
    </div>
  );
}
