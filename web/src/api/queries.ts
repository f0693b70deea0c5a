// Defaults of every query: an answer is fresh for ten seconds, and only a lost connection or a
// broken server is asked again; a refusal is an answer.
import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "./problem.ts";

export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: "always",
        retry: (failures, error) => {
          const status = error instanceof ProblemError ? error.problem.status : -1;
          return failures < 2 && (status === 0 || status === 503);
        },
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
