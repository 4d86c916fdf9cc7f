import { compileBpmn } from '../../../engine/parser/index.js';
import { definitionsXml } from '../../support/bpmn-text.js';
import { compileOne, problemsOf } from '../../support/compile-one.js';

describe('a global task', () => {
  it('becomes a program that nobody can start, with the task between start and end', async () => {
    // when
    const program = await compileOne(
      definitionsXml('<bpmn:globalManualTask id="carry" name="Carry it" />'),
    );

    // then
    expect(program).toMatchObject({ processId: 'carry', name: 'Carry it', startEvents: [] });
    expect(program.elements.map(({ id, type, name }) => [id, type, name])).toEqual([
      ['carry', 'process', 'Carry it'],
      ['carry-start', 'startEvent', ''],
      ['carry-task', 'manualTask', 'Carry it'],
      ['carry-end', 'endEvent', ''],
    ]);
  });

  it('has the problems of its task under its own name', async () => {
    // given
    const xml = definitionsXml('<bpmn:globalScriptTask id="compute" scriptLanguage="feel" />');

    // when
    const { problems } = await compileBpmn(xml);

    // then
    expect(problems).toEqual([
      expect.objectContaining({
        rule: 'scriptMissing',
        elementId: 'compute',
        message: expect.stringContaining("a script at 'compute' but got none") as string,
      }),
    ]);
  });

  it('tells of a form that does not exist', async () => {
    const form =
      '<bpmn:extensionElements><lemniscate:assignment candidateRoles="agent" /><lemniscate:form formId="none" /></bpmn:extensionElements>';
    const xml = definitionsXml(`<bpmn:globalUserTask id="ask">${form}</bpmn:globalUserTask>`);
    expect(await problemsOf(xml, [])).toEqual(['error formUnknown ask']);
  });

  it('needs an id, as a process does', async () => {
    expect(await problemsOf(definitionsXml('<bpmn:globalTask name="nameless" />'))).toContain(
      'error idMissing ',
    );
  });
});
