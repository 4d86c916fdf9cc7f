/**
 * Both engines behind one function: run one instance of a compiled process to its end, and give the number of
 * elements it has completed. Reading the XML is done once, before.
 */
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { Engine } from 'bpmn-engine';
import { createInstance, step } from '../dist/engine/index.js';
import { compileBpmn } from '../dist/engine/parser/index.js';
import { conditions } from './core-shapes.mjs';

const actor = { type: 'user', id: 'bench' };

/** The core with the shortest driver there can be: answers jobs and tasks at once, and starts what is called. */
export async function prepareOurs({ xml, variables = {} }) {
  // A process that is only called is executable for us, and conditions are FEEL.
  const { programs, problems } = await compileBpmn(
    xml.replace('isExecutable="false"', 'isExecutable="true"').replaceAll(/ language="\w+"/g, ''),
  );
  const failed = problems.find(({ severity }) => severity === 'error');
  if (failed !== undefined) throw new TypeError(failed.message);
  const byId = new Map(programs.map((program) => [program.processId, program]));
  return () => {
    const inputs = [];
    const begin = (program, instanceId, given, parent) => {
      const instance = { program, state: createInstance(program), instanceId, parent };
      const input = {
        type: 'instanceStarted',
        instanceId,
        variables: given,
        zone: 'UTC',
        actor,
        at: 1,
      };
      inputs.push({ instance, input });
    };
    let completed = 0;
    const perform = (instance, command) => {
      switch (command.type) {
        case 'openTask':
          inputs.push({
            instance,
            input: { type: 'taskCompleted', taskId: command.taskId, variables: {}, actor, at: 1 },
          });
          break;
        case 'runJob':
          inputs.push({
            instance,
            input: { type: 'jobCompleted', jobId: command.jobId, variables: {}, at: 1 },
          });
          break;
        case 'startChild':
          begin(byId.get(command.processId), command.childId, command.variables, {
            instance,
            childId: command.childId,
          });
          break;
        case 'endInstance':
          if (instance.parent === undefined) break;
          inputs.push({
            instance: instance.parent.instance,
            input: {
              type: 'childEnded',
              childId: instance.parent.childId,
              outcome: command.outcome,
              variables: command.variables,
              at: 1,
            },
          });
      }
    };
    begin(byId.get('main'), 'bench', { ...variables });
    for (let next = 0; next < inputs.length; next += 1) {
      const { instance, input } = inputs[next];
      const result = step(instance.program, instance.state, input);
      instance.state = result.state;
      for (const record of result.trace) if (record.type === 'elementCompleted') completed += 1;
      for (const command of result.commands) perform(instance, command);
    }
    return completed;
  };
}

const peerRequire = createRequire(import.meta.resolve('bpmn-engine'));

/** Conditions as compiled functions, which is the fastest that the other engine can be given. */
const scripts = {
  register() {},
  getScript: (language) => ({
    execute(scope, next) {
      next(null, conditions[language](scope.environment.variables));
    },
  }),
};

/** `bpmn-engine` from a serialized context, which it need not parse again. */
export async function preparePeer({ xml, variables = {} }) {
  const { default: serializer, TypeResolver } = peerRequire('moddle-context-serializer');
  const Elements = peerRequire('bpmn-elements');
  const { BpmnModdle } = await import('bpmn-moddle');
  const moddleContext = await new BpmnModdle().fromXML(xml);
  const sourceContext = serializer(moddleContext, TypeResolver(Elements));
  return async ({ isCounting = false } = {}) => {
    let completed = 0;
    const engine = new Engine({
      name: 'bench',
      sourceContext,
      variables: { ...variables },
      scripts,
      // Service tasks do nothing, at once.
      settings: { enableDummyService: true },
    });
    const listener = new EventEmitter();
    if (isCounting) listener.on('activity.end', () => (completed += 1));
    const execution = await engine.execute(isCounting ? { listener } : {});
    for (const api of execution.getPostponed()) {
      if (api.type === 'bpmn:UserTask') api.signal();
    }
    if (execution.state !== 'idle')
      throw new TypeError(`Expected an end but it is ${execution.state}`);
    return completed;
  };
}
