// The few pictures of the kit, drawn in the colour of the text. They never carry meaning alone:
// a text stands beside each, so they are hidden from screen readers.
const paths = {
  check: "M4 12.5l5 5L20 6.5",
  cross: "M6 6l12 12M18 6L6 18",
  warning: "M12 3.5L22 20.5H2zM12 10v5M12 17.6v.2",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.3v.2",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.5l3.5 2",
  half: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18",
  ring: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
  menu: "M3 6h18M3 12h18M3 18h18",
  upload: "M12 16V4M7 8.5L12 3.5l5 5M4 15v5h16v-5",
  print: "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
  right: "M9 5l7 7-7 7",
  left: "M15 5l-7 7 7 7",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  updown: "M8 4v16M4.5 8L8 4l3.5 4M16 20V4M12.5 16l3.5 4 3.5-4",
  text: "M3 19L9 5l6 14M5 14.5h8M15.5 19l3-8 3 8M16.5 16.4h4",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  star: "M12 3l2.8 5.9 6.4.8-4.7 4.4 1.2 6.4L12 17.4l-5.7 3.1 1.2-6.4L2.8 9.7l6.4-.8z",
  inbox: "M3 13l3-8h12l3 8v6H3zM3 13h5l1.5 3h5L16 13h5",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
} as const;

export type IconName = keyof typeof paths;

const filled: ReadonlySet<IconName> = new Set(["star"]);

export function Icon({ name, className = "" }: { name: IconName; className?: string }) {
  return (
    <svg
      className={`icon ${className}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      data-filled={filled.has(name) || undefined}
    >
      <path d={paths[name]} />
    </svg>
  );
}
