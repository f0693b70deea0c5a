// What the register answers, by the names it has there.
import type { components } from "../api/schema.d.ts";

type Schemas = components["schemas"];
export type PersonLine = Schemas["PersonLine"];
export type PersonPage = Schemas["PersonPage"];
export type ChainLink = PersonPage["chain"][number];
export type CertificateLine = PersonPage["certificates"][number];
export type CertificateState = PersonLine["state"];
export type FactLine = PersonPage["facts"][number];
export type TimelineEntry = PersonPage["timeline"][number];
export type NextStep = PersonPage["next_steps"][number];
export type Unmasked = Schemas["Unmasked"];
