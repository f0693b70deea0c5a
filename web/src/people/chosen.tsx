// Somebody or something that was found and chosen, and the way back to choosing.
import { Button } from "../ui/button.tsx";

interface ChosenProps {
  label: string;
  name: string;
  about: string;
  change: string; // "Another person".
  takes_focus: boolean; // The button that was pressed to choose is gone.
  onChange: () => void;
}

export function Chosen({ label, name, about, change, takes_focus, onChange }: ChosenProps) {
  return (
    <div className="chosen-person">
      <p>
        <span className="label">{label}</span>
        <strong>{name}</strong>
        <span className="hint">{about}</span>
      </p>
      <Button autoFocus={takes_focus} onClick={onChange}>
        {change}
      </Button>
    </div>
  );
}
