// Starts the app: the kept language and care mode first, so that nothing jumps after it is shown.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { restoreCare } from "./base/care.ts";
import { keptLanguage, setLanguage } from "./i18n/index.ts";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/controls.css";
import "./ui/messages.css";
import "./ui/records.css";
import "./ui/table.css";
import "./shell/shell.css";
import "./ui/print.css";

async function start(): Promise<void> {
  restoreCare();
  await setLanguage(keptLanguage());
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
