import { definitionsXml, flowXml, processXml } from '../../support/bpmn-text.js';
import { compileOne, problemsOf } from '../../support/compile-one.js';

const listener = (event: string, rest = 'type="tell"') =>
  `<bpmn:extensionElements><lemniscate:listener event="${event}" ${rest} /></bpmn:extensionElements>`;

function around(element: string): string {
  return definitionsXml(processXml(element + flowXml('main-begin', 'work', 'main-done')));
}

const boundary = (definition: string, event: string) =>
  `<bpmn:task id="work" /><bpmn:boundaryEvent id="edge" attachedToRef="work">${listener(event)}<bpmn:${definition} /></bpmn:boundaryEvent>`;

describe('the rules of listeners', () => {
  it.each([
    ['of a user task at any event but a made-up one', '<bpmn:userTask id="work">', 'assign'],
    ['of other tasks at no event of people', '<bpmn:task id="work">', 'complete'],
    ['of gateways at no end', '<bpmn:exclusiveGateway id="work">', 'end'],
    ['of complex gateways at nothing', '<bpmn:complexGateway id="work">', 'start'],
    ['at an event', '<bpmn:task id="work">', ''],
  ])('take listeners %s', async (_title, element, event) => {
    const tag = /<(bpmn:\w+)/.exec(element)?.[1] ?? '';
    const problems = await problemsOf(around(`${element}${listener(event)}</${tag}>`));
    expect(problems).toContain('error listenerEventInvalid work');
  });

  it('know no listener that is asked before something has happened, nor of what only compensates', async () => {
    const before = await problemsOf(around(boundary('errorEventDefinition', 'start')));
    const undoing = await problemsOf(around(boundary('compensateEventDefinition', 'end')));
    expect(before).toContain('error listenerEventInvalid edge');
    expect(undoing).toContain('error listenerEventInvalid edge');
  });

  it('demand the type of the job, and look at all that a job has', async () => {
    const task = (rest: string) =>
      problemsOf(around(`<bpmn:task id="work">${listener('start', rest)}</bpmn:task>`));
    expect(await task('')).toEqual(['error listenerTypeMissing work']);
    expect(await task('type="tell" retries="0"')).toEqual(['error retriesInvalid work']);
    expect(await task('type="=1 +"')).toEqual(['error feelSyntax work']);
    expect(await task('type="tell" worker="mine"')).toEqual(['error jobWorkerInvalid work']);
    expect(await task('type="tell" timeout="soon"')).toEqual(['error durationInvalid work']);
  });

  it('put a listener at the activity that a loop repeats, not at the loop', async () => {
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
    const xml = around(`<bpmn:task id="work">${listener('end')}${loop}</bpmn:task>`);
    const { elements } = await compileOne(xml);
    const [outer, repeated] = elements.filter(({ id }) => id === 'work');
    expect(outer).not.toHaveProperty('listeners');
    expect(outer?.attributes).toMatchObject({ most: 500 });
    expect(repeated?.listeners?.ending).toMatchObject([{ event: 'end', job: { retries: 3 } }]);
  });
});
