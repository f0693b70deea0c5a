import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The server sends `default-src 'self'`, so nothing may become a data: URL or an inline script:
// assetsInlineLimit is 0 and the module preload helper travels inside the entry.
export default defineConfig({
  plugins: [react()],
  build: {
    // The browsers of five-year-old Android phones.
    target: ["es2020", "chrome90", "safari15", "firefox91"],
    assetsInlineLimit: 0,
    manifest: true,
    sourcemap: false,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": process.env.ZHULIAN_API ?? "http://127.0.0.1:8080" },
  },
});
