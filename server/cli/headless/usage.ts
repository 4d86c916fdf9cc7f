const run = `lemniscate run MODEL… [options]

Executes a process without any server, on a virtual clock, and prints one JSON document: where it stands in the end,
and what happened. Several files are deployed together, decisions (.dmn) among them. docs/cli.md describes script and
document.

  --process ID          the process to start; left out, the first one of the first file
  --start-event ID      the start event; left out, the none start event
  --business-key KEY    of the instance
  --variables FILE|JSON what it starts with: a JSON object
  --script FILE         what happens from outside: a JSON list of steps
  --calendars FILE      business calendars that its clocks count in
  --now INSTANT         where the clock begins; left out, 2026-01-05T09:00:00Z
  --zone ZONE           time zone of the instances; left out, UTC
  --user NAME           who starts it and does what the script says; left out, cli
  --until idle|end      after the script: stop (idle), or let time pass until only people, jobs and messages are left
  --jobs complete|open  jobs that the script does not name: completed at once, or left open
  --trace               the trace with whole records instead of their outlines
  --strict              exit code 1 if a step of the script was refused, or the limit was reached
  --max-inputs NUMBER   inputs after which an endless run is stopped; left out, 100000

Exit code 0: executed. 2: a bad file or argument.
`;

const lint = `lemniscate lint FILE…

Prints one JSON document with every problem of the models and decisions (.dmn): file, line, element, rule, severity, message.

Exit code 0: deployable. 1: deployment would be refused. 2: a bad file or argument.
`;

export const usage: Readonly<Record<string, string>> = { lint, run };
