import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The page and its two kinds of calls come from one server, the chat app;
// while developing, Vite serves the page and hands the calls on.
const chat = process.env.ERRAND_CHAT_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  server: { host: "127.0.0.1", proxy: { "/v1": { target: chat, ws: true } } },
  build: {
    outDir: "dist",
    emptyOutDir: true, // public/.gitkeep puts the committed placeholder back
    assetsInlineLimit: 0, // a data: address would need a wider content policy
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
  },
});
