import { compileBpmn } from '../../../engine/parser/index.js';
import { compileOne } from '../../support/compile-one.js';
import { buildProcess } from '../../support/process-builder.js';

const property = (path: string): string =>
  `<bpmn:correlationProperty id="number"><bpmn:correlationPropertyRetrievalExpression id="of-order" messageRef="MESSAGE"><bpmn:messagePath>${path}</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>`;
const collaboration =
  '<bpmn:collaboration id="together"><bpmn:participant id="us" processRef="main"/><bpmn:correlationKey id="trade"><bpmn:correlationPropertyRef>number</bpmn:correlationPropertyRef></bpmn:correlationKey></bpmn:collaboration>';
const subscription =
  '<bpmn:correlationSubscription id="listens" correlationKeyRef="trade"></bpmn:correlationSubscription>';

/** A process that waits for an order, with correlation of BPMN beside it. */
function waiting(path: string, options: { key?: string; inProcess?: string } = {}): string {
  const { key, inProcess = '' } = options;
  const message = { name: 'order', ...(key === undefined ? {} : { key }) };
  const xml = buildProcess('main', (p) =>
    p.start('s').catch('c', { message }).end('e').flow('s', 'c', 'e'),
  );
  const id = /<bpmn:message id="([^"]+)"/.exec(xml)?.[1] ?? '';
  return xml
    .replace('<bpmn:process ', `${property(path).replace('MESSAGE', id)}${collaboration}$&`)
    .replace('</bpmn:process>', `${inProcess}$&`);
}

describe('correlation by the means of BPMN', () => {
  it('reads the key of a message that the key of the collaboration is for', async () => {
    const program = await compileOne(waiting('number'));
    const [definition] = program.elements.find(({ id }) => id === 'c')?.eventDefinitions ?? [];
    expect(definition?.attributes).toMatchObject({
      conversation: { key: 'trade', message: [{ text: 'number' }] },
    });
  });

  it('gives way to a key of the message itself', async () => {
    const program = await compileOne(waiting('number', { key: '=orderId' }));
    const [definition] = program.elements.find(({ id }) => id === 'c')?.eventDefinitions ?? [];
    expect(definition?.attributes).not.toHaveProperty('conversation');
  });

  it.each([
    ['a path in the message', waiting(' '), 'messagePath'],
    ['a path in the data', waiting('number', { inProcess: subscription }), 'dataPath'],
  ])('needs %s for each property', async (_what, xml, kind) => {
    const { problems } = await compileBpmn(xml);
    expect(problems).toContainEqual(
      expect.objectContaining({ rule: 'correlationPathMissing', elementId: 'c', params: { kind } }),
    );
  });
});
