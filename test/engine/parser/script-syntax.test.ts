import { loadScriptCheck } from '../../../engine/javascript/script-check.mjs';
import { compileBpmn } from '../../../engine/parser/index.js';

function modelOf(script: string, format = 'javascript'): string {
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <process id="main" isExecutable="true">
    <startEvent id="begin" />
    <scriptTask id="sum" name="Sum up" scriptFormat="${format}"><script><![CDATA[${script}]]></script></scriptTask>
    <endEvent id="done" />
    <sequenceFlow id="f1" sourceRef="begin" targetRef="sum" />
    <sequenceFlow id="f2" sourceRef="sum" targetRef="done" />
  </process>
</definitions>`;
}

async function problemsOf(xml: string): Promise<readonly string[]> {
  const { problems } = await compileBpmn(xml, await loadScriptCheck(xml));
  return problems.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

describe('JavaScript of a script task', () => {
  it('that cannot be read is told with the element and the line', async () => {
    expect(await problemsOf(modelOf('let a = 1;\nlet b = ;'))).toEqual([
      expect.stringMatching(
        /^error javaScriptSyntax: Expected JavaScript as script of 'sum' \(Sum up\) but at line 2: SyntaxError: /,
      ),
    ]);
  });

  it.each(['a.b.c', 'throw new Error("at run time")', 'for (;;) {}', "'use strict'; 1"])(
    'is only read, not run: %s',
    async (script) => {
      expect(await problemsOf(modelOf(script))).toEqual([]);
    },
  );

  it('is read as strictly as it is run', async () => {
    expect(await problemsOf(modelOf('with (Math) max(1, 2)'))).toHaveLength(1);
  });

  it('nested too deeply is told as well', async () => {
    const [problem] = await problemsOf(modelOf('('.repeat(200_000)));
    expect(problem).toContain('it broke its interpreter');
  });

  it('is not looked into where nobody can read it', async () => {
    const { problems } = await compileBpmn(modelOf('let b = ;'));
    expect(problems).toEqual([]);
  });
});

describe('FEEL with marks of other engines', () => {
  it('is refused with what FEEL says instead', async () => {
    const [problem] = await problemsOf(modelOf('${ amount }', 'feel'));
    expect(problem).toContain(
      "'${ amount }' is an expression of other engines (JUEL): FEEL has no such marks, and says 'amount'",
    );
  });

  it('is told of once for each mistake that has nothing to do with them', async () => {
    const [problem] = await problemsOf(modelOf('amount +', 'feel'));
    expect(problem).not.toContain('JUEL');
  });
});
