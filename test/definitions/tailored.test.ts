import { loadLibrary, type LibraryProcess, type TailoredProcess } from '../../definitions/index.js';
import { parseBpmn } from '../../engine/parser/index.js';
import { checkTailoring, readModel, type TailoringModel } from '../../engine/tailoring/index.js';

async function readXml(xml: string): Promise<TailoringModel> {
  return readModel((await parseBpmn(xml)).definitions);
}

let standard: LibraryProcess;
let payroll: TailoredProcess;

beforeAll(async () => {
  const { processes } = await loadLibrary();
  const found = processes.find(({ processId }) => processId === 'incident-escalation');
  const tailored = found?.tailored.find(({ name }) => name === 'payroll');
  if (found === undefined || tailored === undefined) throw new RangeError('missing example');
  standard = found;
  payroll = tailored;
});

/** The payroll example after a change of its text. */
async function checkChanged(from: string | RegExp, to: string) {
  const xml = payroll.xml.replace(from, to);
  expect(xml).not.toBe(payroll.xml);
  return checkTailoring(await readXml(standard.xml), await readXml(xml), payroll.reasons);
}

describe('every tailored example', () => {
  it('may be deployed with the reasons it gives', async () => {
    for (const process of (await loadLibrary()).processes) {
      const base = await readXml(process.xml);
      for (const { name, xml, reasons } of process.tailored) {
        const { differences, blockers, notices } = checkTailoring(
          base,
          await readXml(xml),
          reasons,
        );
        expect({ name, blockers, notices }).toEqual({ name, blockers: [], notices: [] });
        expect(differences.length).toBeGreaterThan(0);
        const ids = differences.map(({ differenceId }) => differenceId);
        expect(ids).toEqual(expect.arrayContaining(Object.keys(reasons)));
      }
    }
  });
});

describe('the incident process tailored for payroll', () => {
  it('differs in its name, an optional step and a target, each allowed by a guideline', async () => {
    // when
    const { differences } = checkTailoring(
      await readXml(standard.xml),
      await readXml(payroll.xml),
      payroll.reasons,
    );

    // then
    expect(
      differences.map(({ differenceId, verdict, guidelineId }) => [
        differenceId,
        verdict,
        guidelineId,
      ]),
    ).toEqual([
      ['changed:incident-escalation:name', 'allowed', undefined],
      ['removed:acknowledge-report', 'allowed', 'INC-G05'],
      ['changed:first-line-support:clock.first-line.target', 'allowed', 'INC-G12'],
    ]);
  });

  it('may not be deployed without the reason', async () => {
    const check = checkTailoring(await readXml(standard.xml), await readXml(payroll.xml));
    expect(check.blockers).toEqual(['removed:acknowledge-report']);
  });

  it('may not have a target beyond its range', async () => {
    const { differences, isDeployable } = await checkChanged('target="PT2H"', 'target="PT9H"');
    expect(isDeployable).toBe(false);
    expect(differences).toContainEqual(
      expect.objectContaining({ verdict: 'needsWaiver', rule: 'outOfRange', after: 'PT9H' }),
    );
  });

  it('may not silence a missed target', async () => {
    const silent = /<lemniscate:threshold kind="breach"[^>]*\/>/;
    const { differences } = await checkChanged(silent, '');
    expect(differences).toContainEqual(
      expect.objectContaining({
        property: 'clock.first-line.breach',
        verdict: 'forbidden',
        guidelineId: 'INC-G15',
      }),
    );
  });

  it('may not let a missed target go past the decision', async () => {
    // when
    const { differences } = await checkChanged(
      'sourceRef="first-line-breached" targetRef="decide-escalation"',
      'sourceRef="first-line-breached" targetRef="announce-decision"',
    );

    // then
    expect(differences).toContainEqual(
      expect.objectContaining({ differenceId: 'bypassed:decide-escalation', verdict: 'forbidden' }),
    );
  });

  it('may not have anybody else confirm the repair', async () => {
    const { differences } = await checkChanged('assignee="=reporter"', 'assignee="=initiator"');
    expect(differences).toContainEqual(
      expect.objectContaining({ property: 'assignment.assignee', verdict: 'forbidden' }),
    );
  });

  it('may not take the id of another process', async () => {
    // when
    const { differences } = await checkChanged(/incident-escalation"/g, 'payroll-incidents"');

    // then
    expect(differences[0]).toMatchObject({ verdict: 'forbidden', rule: 'processIdChanged' });
    expect(differences).toHaveLength(4);
  });

  it('gains nothing from guidelines of its own', async () => {
    // when
    const own = '<lemniscate:guideline id="X" kind="optional" /></bpmn:extensionElements>';
    const { differences, notices } = await checkChanged(/<\/bpmn:extensionElements>/g, own);

    // then
    expect(differences).toHaveLength(3);
    expect(new Set(notices.map(({ rule }) => rule))).toEqual(new Set(['guidelineIgnored']));
  });
});
