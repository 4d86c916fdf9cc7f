#!/usr/bin/env node
import { existsSync } from 'node:fs';

/** They need no server, and print one JSON document whatever happens. */
const headlessCommands = ['run', 'lint', 'decide', 'feel', 'convert', 'verify'];

const [command = '', ...args] = process.argv.slice(2);

/** @param {string} file */
const compiled = (file) => new URL(`../../dist/server/cli/${file}`, import.meta.url);

process.stdout.on('error', () => undefined);
if (headlessCommands.includes(command)) await runHeadlessCommand();
else await runServerCommand();

async function runHeadlessCommand() {
  try {
    await buildIfNeeded();
    const { runHeadless } = await import(compiled('headless/headless.js').href);
    const { exitCode, text } = await runHeadless(command, args);
    process.stdout.write(text);
    process.exitCode = exitCode;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const document = { formatVersion: 1, command, error: { code: 'notBuilt', message } };
    process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    process.exitCode = 2;
  }
}

/** In a checkout, what has changed is compiled first; an installation without the compiler runs what it has. */
async function buildIfNeeded() {
  const compiler = new URL('../../node_modules/typescript/bin/tsc', import.meta.url);
  if (!existsSync(compiler)) return;
  const { ensureHeadlessBuilt } = await import('../embedded/launch/build-product.mjs');
  const { createProgress } = await import('../embedded/launch/progress.mjs');
  const { projectFolder } = await import('../embedded/launch/project-folder.mjs');
  const progress = createProgress((text) => void process.stderr.write(text));
  await ensureHeadlessBuilt(projectFolder, progress);
}

async function runServerCommand() {
  if (!existsSync(compiled('run-cli.js'))) {
    console.error(
      "Expected a built product, but it is not built yet: run 'npm run build' first. ('run', 'lint', 'decide', 'feel' and 'verify' need no build.)",
    );
    process.exitCode = 1;
    return;
  }
  const { runCli } = await import(compiled('run-cli.js').href);
  process.exitCode = await runCli(process.argv.slice(2), process.env);
}
