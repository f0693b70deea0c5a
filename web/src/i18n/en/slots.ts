// Days that may be booked, for who comes.
import type { Translation } from "../index.ts";
import type { slots as zh } from "../zh/slots.ts";

export const slots: Translation<typeof zh> = {
  title: "Book a visit",
  nav_hint: "Parts of open days, clinics and other events, booked before coming.",
  lead: "Choose a time and tap once: it is booked. If you cannot come, tap once to give it back.",
  lead_staff: "What may be booked now. To book for somebody, open the event.",
  none: "There is nothing to book at the moment",
  none_detail: "New events will stand here.",
  for_whom: "For whom",
  of: "Times on {day}",
  state_own: "Booked",
  state_full: "Full",
  state_free: "{free} {free|place|places} left",
  other: "Another time of this day is booked",
  book: "Book",
  give_back: "Not coming",
  own_reason: "Cannot come",
  undo_reason: "Tapped by mistake",
  did_book: "Booked: {day} {time}",
  did_give_back: "Given back: {day} {time}",
};
