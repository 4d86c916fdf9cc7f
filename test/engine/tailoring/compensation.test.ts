import { compareModels, judge } from '../../../engine/tailoring/index.js';
import { buildProcess, type ScopeBuilder } from '../../support/process-builder.js';
import { readBpmn } from './read-bpmn.js';

function booking(content: (p: ScopeBuilder) => unknown): string {
  return buildProcess('p', (p) =>
    content(
      p
        .start('s')
        .user('book')
        .user('check')
        .boundary('undo', 'book', { compensation: '' })
        .end('e')
        .flow('s', 'book', 'check', 'e'),
    ),
  );
}

const standard = booking((p) => p.handler('cancel', 'undo').handler('refund', 's'));

async function differencesOf(tailored: string): Promise<readonly string[]> {
  const differences = compareModels(await readBpmn(standard), await readBpmn(tailored));
  return differences.map(({ differenceId }) => differenceId);
}

describe('the comparison of compensation', () => {
  it('tells a removed handler', async () => {
    const tailored = booking((p) => p.handler('refund', 's'));
    expect(await differencesOf(tailored)).toContain('removed:cancel');
  });

  it('tells that another activity compensates', async () => {
    // given
    const tailored = standard
      .replace('sourceRef="undo" targetRef="cancel"', 'sourceRef="s" targetRef="cancel"')
      .replace('sourceRef="s" targetRef="refund"', 'sourceRef="undo" targetRef="refund"');

    // when, then
    expect(await differencesOf(tailored)).toEqual(['changed:undo:event.handler']);
  });

  it('does not mind in which direction the association is drawn', async () => {
    const tailored = standard.replace(
      'sourceRef="undo" targetRef="cancel"',
      'sourceRef="cancel" targetRef="undo"',
    );
    expect(await differencesOf(tailored)).toEqual([]);
  });

  it('tells that an activity is no longer for compensation', async () => {
    const tailored = standard.replace('id="refund" isForCompensation="true"', 'id="refund"');
    expect(await differencesOf(tailored)).toEqual(['changed:refund:attribute.isForCompensation']);
  });

  it('does not take a compensation event for a way around what follows', async () => {
    // given
    const guideline = '<lemniscate:guideline id="g" kind="mandatory" />';
    const plain = buildProcess('p', (p) =>
      p.start('s').user('book').user('check').end('e').flow('s', 'book', 'check', 'e'),
    ).replace(/(id="check">\s*<bpmn:extensionElements>)/, `$1${guideline}`);
    const base = await readBpmn(plain);
    const tailored = await readBpmn(booking((p) => p.handler('cancel', 'undo')));

    // when
    const judged = judge(compareModels(base, tailored), base);

    // then
    expect(base.guidelines['check']).toHaveLength(1);
    expect(judged.filter(({ kind }) => kind === 'bypassed')).toEqual([]);
  });
});
