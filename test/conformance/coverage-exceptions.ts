/**
 * What is over in the step in which it begins, unless an incident holds it up: nothing can interrupt it and no restart
 * can come in its middle. That it never waits is proved by all golden traces together.
 */
export const neverWaits: Readonly<Record<string, string>> = {
  exclusiveGateway: 'it passes tokens on',
  inclusiveGateway: 'tokens wait for each other on its incoming flows, before it begins',
  parallelGateway: 'tokens wait for each other on its incoming flows, before it begins',
  task: 'it does nothing',
  manualTask: 'it does nothing',
  scriptTask: 'its script ends by itself, within its limits',
  'none, start': 'it is there when its scope begins',
  'none, throw': 'it does nothing',
  'none, end': 'it does nothing',
  'message, start': 'before it there is no instance',
  'timer, start': 'before it there is no instance',
  'signal, start': 'before it there is no instance',
  'conditional, start': 'before it there is no instance',
  'multiple, start': 'before it there is no instance',
  'message, throw': 'nobody need receive it',
  'message, end': 'nobody need receive it',
  'signal, throw': 'nobody need hear it',
  'signal, end': 'nobody need hear it',
  'escalation, throw': 'nobody need catch it',
  'escalation, end': 'nobody need catch it',
  'multiple, throw': 'none of what it throws is waited for',
  'multiple, end': 'none of what it throws is waited for',
  'link, throw': 'its target begins at once',
  'link, catch': 'it begins when its source throws',
  'error, end': 'it ends its scope',
  'cancel, end': 'it ends its transaction',
  'terminate, end': 'it ends its scope',
  'error, boundary': 'it is looked for when an error is thrown',
  'error, event sub-process': 'it is looked for when an error is thrown',
  'escalation, boundary': 'it is looked for when an escalation is thrown',
  'escalation, boundary, not interrupting': 'it is looked for when an escalation is thrown',
  'escalation, event sub-process': 'it is looked for when an escalation is thrown',
  'escalation, event sub-process, not interrupting':
    'it is looked for when an escalation is thrown',
  'compensate, event sub-process': 'it is looked for when compensation is thrown',
  'cancel, boundary': 'it is looked for when the transaction is canceled',
};

/** Of these what never waits is not even shown while an incident holds it up. */
export const neverHeldUp: Readonly<Record<string, string>> = {
  parallelGateway: 'it asks for nothing that could fail',
};

/** Only a process begins so, and no activity repeats the beginning of a process. */
export const neverRepeated: readonly string[] = [
  'message, start',
  'timer, start',
  'signal, start',
  'conditional, start',
  'multiple, start',
  'parallelMultiple, start',
];
