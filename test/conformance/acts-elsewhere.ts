const driver = 'the command to the driver carries it, which no record repeats';
const tailoring = 'it is for who tailors the process; verdicts read it, instances do not';
const imported = 'it tells what a model of another tool was before its import';

/**
 * Attributes of our extension that leave no mark in the facts of a running instance, and where they act. What a definition
 * can say about times, escalations, assignments, exclusions and pauses has no place here.
 */
export const actsElsewhere: Readonly<Record<string, string>> = {
  'job.worker': driver,
  'job.taskQueue': driver,
  'job.retries': driver,
  'job.retryBackoff': driver,
  'job.timeout': driver,
  'listener.worker': driver,
  'listener.taskQueue': driver,
  'listener.retries': driver,
  'listener.retryBackoff': driver,
  'listener.timeout': driver,
  'call.binding': driver,
  'correlation.timeToLive': driver,
  'clock.name': 'it is for people; facts name the clock by its id',
  'guideline.id': tailoring,
  'guideline.kind': tailoring,
  'guideline.property': tailoring,
  'guideline.min': tailoring,
  'guideline.max': tailoring,
  'guideline.values': tailoring,
  'guideline.text': tailoring,
  'start.roles': 'the server asks for it before there is an instance',
  'start.businessKey': 'the server makes the number from it before there is an instance',
  'original.property': imported,
  'original.text': imported,
  'original.translation': imported,
  'original.attributes': imported,
  'obstacle.what': imported,
  'obstacle.message': imported,
  'importMark.imported': imported,
};
