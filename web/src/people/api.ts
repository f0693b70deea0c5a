// One person, as the register answers.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";

export const personKey = (person: string) => ["person", person] as const;

export function usePerson(person: string, enabled = true) {
  return useQuery({
    queryKey: personKey(person),
    queryFn: ({ signal }) =>
      call(api.GET("/people/{person}", { params: { path: { person } }, signal })),
    enabled,
  });
}
