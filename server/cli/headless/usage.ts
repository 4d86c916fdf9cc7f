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

const decide = `lemniscate decide MODEL… [options]

Evaluates a decision, or a decision service, and prints one JSON document: its value, warnings, and every decision on the
way with the rules that fired. Of several files the first is the model, the others are what it imports.

  --decision NAME|ID    the decision; left out, the one that no other requires
  --service NAME|ID     a decision service instead
  --knowledge NAME|ID   a business knowledge model instead: the inputs are its parameters
  --all                 every decision of the model
  --input FILE|JSON     the inputs: a JSON object by names
  --batch FILE          many inputs: a JSON list, or a line for each, of {id, decision|service|knowledge, input, now, zone}
  --now INSTANT         the present; left out, 2026-01-05T09:00:00Z
  --zone ZONE           time zone of local times; left out, UTC
  --fuel NUMBER         steps that one evaluation may take; left out, 2000000

Exit code 0: evaluated. 2: a bad file or argument, or an evaluation that found no end.
`;

const feel = `lemniscate feel 'EXPRESSION' [options]

Evaluates a FEEL expression and prints one JSON document: value, type and warnings, or the mistake and its place.
What JSON has no notation for is tagged, on the way in and out: {"@feel": "date", "value": "2026-11-21"}.
An expression that begins with a minus stands after --, behind the options.

  --context FILE|JSON   the names it can use: a JSON object
  --unary-tests         the expression is a list of tests of an input, as in the cell of a decision table
  --input JSON          what they test
  --mode strict|dmn     end at the first mistake, as processes do; or go on with null and a warning, as decisions do
  --now INSTANT         the present; left out, 2026-01-05T09:00:00Z
  --zone ZONE           its time zone; left out, UTC
  --fuel NUMBER         how many steps it may take; left out, 100000

Exit code 0: it has a value. 1: a mistake. 2: a bad argument, or no expression.
`;

const convert = `lemniscate convert IN… OUT [--export]

Imports models of other tools (Camunda 7 and 8, Flowable, Activiti, any BPMN 2.0), with the forms and decisions beside
them, and prints one JSON document that tells what became of each extension: mapped, kept but not executed, or in the way
of a deployment. Models without a drawing get one. docs/foreign-models.md describes what becomes of what.

  IN                    files, or a folder with files (.bpmn, .form, .dmn)
  OUT                   a folder, or a file if there is one file
  --export              the other way: what the import translated stands there again as it was

Exit code 0: deployable. 1: something blocks deployment. 2: a bad file or argument.
`;

const verify = `lemniscate verify MODEL… [options]

Tells for every process of the models whether it can always come to its end, and prints one JSON document: a verdict, and
for all that is wrong the elements and how it comes about. docs/soundness.md says what precisely is looked for.

  --max-states NUMBER   states to look at in each process; left out, 100000

Exit code 0: all sound, or undecided (then there is a warning). 1: a process is unsound. 2: a bad file or argument.
`;

export const usage: Readonly<Record<string, string>> = {
  convert,
  decide,
  feel,
  lint,
  run,
  verify,
};
