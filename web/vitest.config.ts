import { defineConfig } from "vitest/config";

export default defineConfig({
  server: { fs: { allow: [".."] } }, // docs/coverage.md is read where it stands.
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://127.0.0.1/" } },
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
