// What the register answers about bodies and relations.
import type { components } from "../api/schema.d.ts";

type Schemas = components["schemas"];
export type OrganisationLine = Schemas["OrganisationLine"];
export type TieLine = Schemas["TieLine"];
export type GroupLine = Schemas["GroupLine"];
export type GroupPart = GroupLine["parts"][number];
