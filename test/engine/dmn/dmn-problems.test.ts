import { compileDmn } from '../../../engine/dmn/parser/index.js';

function model(body: string, attributes = ''): string {
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m" ${attributes}>
${body}
</definitions>`;
}

function decision(logic: string, requirements = ''): string {
  return model(`<decision id="d" name="D"><variable name="D"/>${requirements}${logic}</decision>`);
}

function literal(text: string): string {
  return `<literalExpression><text>${text}</text></literalExpression>`;
}

function table(attributes: string, content: string): string {
  return decision(`<decisionTable id="t" ${attributes}>${content}</decisionTable>`);
}

const output = '<output id="o"/>';
const input = '<input id="i"><inputExpression><text>1</text></inputExpression></input>';
const requirement = (href: string) =>
  `<informationRequirement><requiredDecision href="${href}"/></informationRequirement>`;
const importType = 'importType="https://www.omg.org/spec/DMN/20230324/MODEL/"';

describe('problems of decision models', () => {
  it.each([
    ['xmlMalformed', 'error', undefined, '<definitions'],
    ['xmlMalformed', 'error', undefined, model('<decision id="d">')],
    ['xmlDeclarationForbidden', 'error', undefined, `<!DOCTYPE x [<!ENTITY a "b">]>${model('')}`],
    ['xmlTooDeep', 'error', undefined, model('<a>'.repeat(300) + '</a>'.repeat(300))],
    ['notDmn', 'error', undefined, '<definitions xmlns="urn:x"/>'],
    ['expressionUnreadable', 'error', 'd', decision(literal('1 +'))],
    ['expressionMissing', 'error', 'd', decision('<list><for iteratorVariable="x"/></list>')],
    [
      'languageUnsupported',
      'error',
      'd',
      decision('<literalExpression expressionLanguage="urn:js"><text>1</text></literalExpression>'),
    ],
    ['languageUnsupported', 'warning', 'd', decision('<functionDefinition kind="Java"/>')],
    [
      'importedValuesUnsupported',
      'error',
      'd',
      decision('<literalExpression><importedValues/></literalExpression>'),
    ],
    ['danglingReference', 'error', 'd', decision(literal('1'), requirement('#nowhere'))],
    ['cyclicRequirement', 'error', 'd', decision(literal('1'), requirement('#d'))],
    [
      'cyclicRequirement',
      'warning',
      'b',
      model(
        `<businessKnowledgeModel id="b" name="B"><encapsulatedLogic>${literal('1')}</encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#c"/></knowledgeRequirement></businessKnowledgeModel><businessKnowledgeModel id="c" name="C"><encapsulatedLogic>${literal('1')}</encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement></businessKnowledgeModel>`,
      ),
    ],
    [
      'cyclicType',
      'error',
      'tA',
      model(
        '<itemDefinition name="tA"><typeRef>tB</typeRef></itemDefinition><itemDefinition name="tB"><typeRef>tA</typeRef></itemDefinition>',
      ),
    ],
    [
      'unknownType',
      'error',
      'i',
      model('<inputData id="i" name="I"><variable name="I" typeRef="tNo"/></inputData>'),
    ],
    [
      'nameDuplicate',
      'error',
      'j',
      model('<inputData id="i" name="I"/><inputData id="j" name=" I"/>'),
    ],
    [
      'nameDuplicate',
      'error',
      'd',
      decision(
        `<context><contextEntry><variable name="a"/>${literal('1')}</contextEntry><contextEntry><variable name="a"/>${literal('1')}</contextEntry></context>`,
      ),
    ],
    ['nameMissing', 'error', 'i', model('<inputData id="i"/>')],
    ['nameMissing', 'error', 'f', decision(`<for id="f"><in>${literal('[]')}</in></for>`)],
    [
      'nameMissing',
      'error',
      'e',
      decision(
        `<context><contextEntry id="e">${literal('1')}</contextEntry><contextEntry>${literal('2')}</contextEntry></context>`,
      ),
    ],
    [
      'nameMissing',
      'error',
      'v',
      decision(`<context><contextEntry><variable id="v"/>${literal('1')}</contextEntry></context>`),
    ],
    ['nameMissing', 'error', 'c', decision('<relation><column id="c"/></relation>')],
    ['nameMissing', 'error', 'b', decision('<invocation><binding id="b"/></invocation>')],
    [
      'nameMissing',
      'error',
      'p',
      decision(`<functionDefinition><formalParameter id="p"/>${literal('1')}</functionDefinition>`),
    ],
    [
      'requirementEmpty',
      'warning',
      'q',
      decision(literal('1'), '<informationRequirement id="q"/>'),
    ],
    [
      'idDuplicate',
      'error',
      'i',
      model('<inputData id="i" name="I"/><inputData id="i" name="J"/>'),
    ],
    ['hitPolicyUnknown', 'error', 't', table('hitPolicy="LAST"', input + output)],
    [
      'aggregationUnknown',
      'error',
      't',
      table('hitPolicy="COLLECT" aggregation="AVG"', input + output),
    ],
    [
      'aggregationMisplaced',
      'error',
      't',
      table('hitPolicy="FIRST" aggregation="SUM"', input + output),
    ],
    [
      'aggregationMisplaced',
      'error',
      't',
      table('hitPolicy="COLLECT" aggregation="SUM"', '<output name="a"/><output name="b"/>'),
    ],
    ['outputMissing', 'error', 't', table('', input)],
    ['outputMissing', 'error', 's', model('<decisionService id="s" name="S"/>')],
    ['outputUnnamed', 'error', 't', table('', '<output name="a"/><output/>')],
    [
      'ruleIncomplete',
      'error',
      'r',
      table('', `${input}${output}<rule id="r"><outputEntry><text>1</text></outputEntry></rule>`),
    ],
    ['rowIncomplete', 'error', 'd', decision('<relation><column name="a"/><row/></relation>')],
    [
      'importMissing',
      'error',
      'm1',
      model(`<import id="m1" name="x" namespace="urn:x" ${importType}/>`),
    ],
    [
      'importUnsupported',
      'warning',
      'm1',
      model(
        '<import id="m1" name="x" namespace="urn:x" importType="http://www.w3.org/2001/XMLSchema"/>',
      ),
    ],
    ['unknownName', 'warning', 'd', decision(literal('a + 1'))],
    ['logicMissing', 'warning', 'd', decision('')],
    ['outputValuesMissing', 'warning', 't', table('hitPolicy="PRIORITY"', input + output)],
  ])('tells %s (%s) of %s', async (rule, severity, elementId, xml) => {
    // when
    const { problems } = await compileDmn(xml);

    // then
    const found = problems.find((problem) => problem.rule === rule);
    expect(found).toMatchObject({ rule, severity });
    expect(found?.elementId).toBe(elementId);
  });

  it('allows the last entry of a context to have no name', async () => {
    const entries = `<contextEntry><variable name="a"/>${literal('1')}</contextEntry><contextEntry>${literal('a')}</contextEntry>`;
    expect((await compileDmn(decision(`<context>${entries}</context>`))).problems).toEqual([]);
  });

  it('tells line and place of an expression', async () => {
    // given
    const xml = model(`\n<decision id="d" name="D">\n${literal('1 + * 2')}</decision>`);

    // when
    const { problems } = await compileDmn(xml);

    // then
    expect(problems).toMatchObject([
      {
        elementId: 'd',
        elementName: 'D',
        params: { line: 4, expression: '1 + * 2', from: 4 },
      },
    ]);
  });

  it('counts lines past comments, declarations and character data', async () => {
    // given
    const xml = `<?xml version="1.0"?>\n<!-- <decision id="x">\n -->\n${model(
      '<description><![CDATA[<decision\n>]]></description>\n<decision id="d" name="D"/>',
    )}`;

    // when
    const { problems } = await compileDmn(xml);

    // then
    expect(problems).toMatchObject([{ rule: 'logicMissing', params: { line: 7 } }]);
  });

  it('gives equal models equal hashes and others different ones', async () => {
    // when
    const [one, same, other] = await Promise.all(
      ['1', '1', '2'].map((text) => compileDmn(decision(literal(text)))),
    );

    // then
    expect(one?.model?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(same?.model?.hash).toBe(one?.model?.hash);
    expect(other?.model?.hash).not.toBe(one?.model?.hash);
    expect(JSON.parse(JSON.stringify(one?.model))).toEqual(one?.model);
  });
});
