import type { RunScriptNow, ScriptOutcome, Variables } from '../../../engine/index.js';
import { defaultScriptLimits, loadScriptRunner } from '../../../engine/javascript/index.mjs';

describe('a script in JavaScript', () => {
  let runScript: RunScriptNow;

  beforeAll(async () => {
    runScript = await loadScriptRunner({ ...defaultScriptLimits, interrupts: 200 });
  });

  const run = (script: string, variables: Variables = {}): ScriptOutcome =>
    runScript({ script, variables });

  const messageOf = (script: string, variables: Variables = {}): string => {
    const outcome = run(script, variables);
    return outcome.type === 'failed' ? outcome.message : `no failure: ${JSON.stringify(outcome)}`;
  };

  it.each<[string, Variables, unknown]>([
    ['1 + 1', {}, 2],
    ['', {}, null],
    ['let a = 1', {}, null],
    ['price * count', { price: 2.5, count: 3 }, 7.5],
    ['items.map((item) => item.name).join()', { items: [{ name: 'a' }, { name: 'b' }] }, 'a,b'],
    ['({ total, rest: undefined, list: [undefined] })', { total: 1 }, { total: 1, list: [null] }],
    ['count = count + 1; count', { count: 1 }, 2],
    ["variables['first name']", { 'first name': 'Ada' }, 'Ada'],
    ['typeof JSON.parse + variables.JSON', { JSON: 'x' }, 'functionx'],
    ['variables.__proto__', JSON.parse('{"__proto__":{"a":1}}') as Variables, { a: 1 }],
    ['share * 3', { share: { '@feel': 'number', value: `0.${'3'.repeat(34)}` } }, 1],
    [
      'big.value',
      { big: { '@feel': 'number', value: '12345678901234567890' } },
      '12345678901234567890',
    ],
    ['[due.value, due]', { due: { '@feel': 'date', value: '2026-12-01' } }, expect.anything()],
    ["'\\ud800\\u0000ü😀'", {}, '\ud800\u0000ü😀'],
    ['Object.create(null)', {}, {}],
  ])('gives the value of its last statement: %s', (script, variables, value) => {
    expect(run(script, variables)).toEqual({ type: 'completed', value });
  });

  it('leaves values that JSON has no notation for as they came', () => {
    const due = { '@feel': 'date and time', value: '2026-12-01T09:00:00Z' };
    expect(run('({ due, day: due.value.slice(0, 10) })', { due })).toEqual({
      type: 'completed',
      value: { due, day: '2026-12-01' },
    });
  });

  it.each([
    ['0 / 0', 'the value is NaN'],
    ['({ a: [1, 1 / 0] })', 'the value.a[1] is Infinity'],
    ['() => 1', 'the value is a function'],
    ['({ s: Symbol() })', 'the value.s is a symbol'],
    ['5n', 'the value is a bigint'],
    ['new Map()', 'the value is no plain object'],
    ['async () => await 1', 'the value is a function'],
    ['(async () => await 1)()', 'the value is no plain object'],
    ["import('fs')", 'the value is no plain object'],
    ['const a = {}; a.a = a; a', 'nested too deeply'],
  ])('is refused a value that JSON cannot say: %s', (script, reason) => {
    expect(messageOf(script)).toContain(reason);
  });

  it.each([
    ['\n\nnothing.here', "at line 3: ReferenceError: 'nothing' is not defined"],
    ['let a = 1;\nlet b = ;', 'at line 2: SyntaxError'],
    ['const f = () => {\n  null.x;\n};\nf();', 'at line 2: TypeError'],
    ["throw 'so'", 'it has thrown "so"'],
    ['throw { a: 1 }', 'it has thrown {"a":1}'],
    ['throw 10n', 'it has thrown 10'],
    ["throw Symbol('s')", 'it has thrown Symbol(s)'],
    ['throw undefined', 'it has thrown nothing'],
    ['throw (async () => 1)()', 'it has thrown {"type":"fulfilled","value":1}'],
    ['return 1', 'SyntaxError'],
  ])('says where it fails: %j', (script, reason) => {
    expect(messageOf(script)).toContain(reason);
  });

  it('throws a BPMN error with code, message and variables', () => {
    expect(run("throw new BpmnError('no-card', 'Declined', { left: 3 })")).toEqual({
      type: 'error',
      errorCode: 'no-card',
      message: 'Declined',
      variables: { left: 3 },
    });
    expect(run("throw new BpmnError('no-card')")).toEqual({
      type: 'error',
      errorCode: 'no-card',
      message: '',
      variables: {},
    });
  });

  it('can catch its own errors', () => {
    const script = "try { throw new BpmnError('a') } catch (error) { error.errorCode }";
    expect(run(script)).toEqual({ type: 'completed', value: 'a' });
  });

  it.each([
    ['while (true) {}', 'it takes too long'],
    ["/^(a+)+$/.test('a'.repeat(50) + 'b')", 'it takes too long'],
    ['try { while (true) {} } catch {} finally { 1 }', 'it takes too long'],
    ['const a = []; while (true) a.push(new Array(1000).fill(a.length))', 'too much memory'],
    ['const a = []; while (true) a.push({ a })', 'too much memory'],
    ["const a = []; while (true) a.push('x'.repeat(1000) + a.length)", 'too much memory'],
    ['const f = () => f(); f()', 'it calls itself too deeply'],
    ["let text = 'x'; while (true) text += text", 'string too long'],
    ["'x'.repeat(300000)", 'at most 262144 characters'],
  ])('is held to its limits: %s', (script, reason) => {
    expect(messageOf(script)).toContain(reason);
  });

  it.each([
    'Date',
    'Math.random',
    'Promise',
    'setTimeout',
    'fetch',
    'console',
    'process',
    'require',
    'WebAssembly',
    'Intl',
    'WeakRef',
  ])('has no %s', (name) => {
    expect(run(`typeof ${name}`)).toEqual({ type: 'completed', value: 'undefined' });
  });

  it('has its whole memory again after one that used it up', () => {
    for (let round = 0; round < 5; round += 1) {
      expect(messageOf('const a = []; while (true) a.push({ a })')).toContain('memory');
    }
    expect(run("'x'.repeat(200000).length")).toEqual({ type: 'completed', value: 200_000 });
  });

  it('leaves nothing to the next one', () => {
    run("globalThis.left = 1; Array.prototype.push = null; JSON.stringify = () => 'x'");
    expect(run('[typeof left, typeof [].push, JSON.stringify(1)]')).toEqual({
      type: 'completed',
      value: ['undefined', 'function', '1'],
    });
  });

  it('runs others as if nothing had been after one that is asynchronous', () => {
    for (let round = 0; round < 3; round += 1) {
      expect(messageOf('(async () => { while (true) await 1; })()')).toContain('no plain object');
      expect(run('1 + 1')).toEqual({ type: 'completed', value: 2 });
    }
  });

  it('cannot reach what reads its value', () => {
    const script =
      "JSON.stringify = () => '{'; Array.isArray = () => false; Object.keys = () => []; ({ a: [1] })";
    expect(run(script)).toEqual({ type: 'completed', value: { a: [1] } });
  });

  it('fails a script that breaks the interpreter, and tells of it', async () => {
    // given
    const tellBroken = jest.fn();
    const log = jest.spyOn(console, 'error').mockReturnValue();
    const runUnbound = await loadScriptRunner(
      { ...defaultScriptLimits, stackBytes: 0 },
      tellBroken,
    );

    // when
    const outcome = runUnbound({ script: 'const f = () => f(); f()', variables: {} });

    // then
    expect(outcome).toMatchObject({ type: 'failed' });
    expect(tellBroken).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });

  it('gives the same outcome every time, also at its limits', () => {
    const script = 'let n = 0; while (n < 1e9) n += 1;';
    expect(run(script)).toEqual(run(script));
  });
});
