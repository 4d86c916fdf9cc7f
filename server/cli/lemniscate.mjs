#!/usr/bin/env node
import { existsSync } from 'node:fs';

const compiled = new URL('../../dist/server/cli/run-cli.js', import.meta.url);

if (!existsSync(compiled)) {
  console.error("Expected a built product, but it is not built yet: run 'npm run build' first.");
  process.exit(1);
}
const { runCli } = await import(compiled.href);
process.exitCode = await runCli(process.argv.slice(2), process.env);
