import { isCron } from '../state/cron.js';
import {
  createElement,
  nameLike,
  ownChild,
  removeElement,
  setAttribute,
  setText,
} from './xml/edit-xml.js';
import { readText } from './xml/xml-text.js';
import { localNameOf, readAttribute, type XmlElement } from './xml/xml-node.js';
import { hasJuel, translateJuel } from './juel/translate-juel.js';
import { findFeelProblem, type Place } from './place.js';

/** Elements of BPMN that hold an expression as their text. */
const expressionElements = new Set([
  'conditionExpression',
  'condition',
  'timeDate',
  'timeDuration',
  'timeCycle',
  'loopCardinality',
  'loopCondition',
  'completionCondition',
  'activationCondition',
]);

/** Attributes of BPMN that may hold an expression in tools that extend it. */
const expressionAttributes: ReadonlyMap<string, string> = new Map([
  ['callActivity', 'calledElement'],
  ['message', 'name'],
  ['signal', 'name'],
]);

/** Of an element that holds expressions as children: they become FEEL, whatever language they were in. */
export function importExpressions(place: Place): void {
  const { element, local } = place;
  for (const name of expressionElements) {
    const child = ownChild(element, name);
    if (child !== undefined && isOfPart(local, name)) importBody(place, child);
  }
  const attribute = expressionAttributes.get(local);
  if (attribute !== undefined) importAttribute(place, attribute);
  if (local === 'scriptTask') importScript(place);
}

/** A condition of anything but an event is no expression that is waited for. */
function isOfPart(local: string, name: string): boolean {
  return (
    name !== 'condition' ||
    local === 'conditionalEventDefinition' ||
    local === 'complexBehaviorDefinition'
  );
}

function importBody(place: Place, child: XmlElement): void {
  const text = readText(child);
  const local = localNameOf(child.name);
  const told = { what: local, line: child.line };
  if (local === 'timeCycle' && importCron(place, child, text)) return;
  if (isScript(child)) {
    const language = readAttribute(child, 'language') ?? '';
    return place.blocks(told, `It is a script in ${language}, not an expression`, {
      isCaught: true,
    });
  }
  if (place.model.family === 'zeebe') return checkFeel(place, told, text);
  if (!hasJuel(text)) return;
  const result = translateJuel(text, place.names);
  if (!result.ok) {
    const { message, from } = result.problem;
    const reason = `'${text.trim()}' cannot be translated into FEEL (position ${from + 1}): ${message}`;
    return place.blocks(told, reason, { isCaught: true });
  }
  setText(child, result.feel);
  place.plan.addOriginal({ property: local, text, translation: result.feel });
  place.mapped(told, `the FEEL expression '${result.feel}'`);
}

/** A condition may be a script of the other engine; FEEL is one too there. */
function isScript(child: XmlElement): boolean {
  const language = readAttribute(child, 'language');
  return (
    language !== undefined &&
    /^(groovy|javascript|python|jruby|ruby|ecmascript|java|mvel|drools)/i.test(
      language.replace(/^https?:\/\/www\.(java|mvel|jboss)\.(com|org)\//, '$1'),
    )
  );
}

function checkFeel(place: Place, told: { what: string; line: number }, text: string): void {
  const feel = text.trim();
  const problem = feel.startsWith('=') ? findFeelProblem(feel.slice(1)) : undefined;
  if (problem !== undefined)
    place.blocks(told, `'${feel}' ${problem.reason}`, { isCaught: problem.isSyntax });
}

/** Cycles as cron: with seconds, and question marks, which say the same as asterisks. */
function importCron(place: Place, child: XmlElement, text: string): boolean {
  const fields = text.trim().split(/\s+/);
  if (hasJuel(text) || text.includes('/P') || fields.length < 5 || fields.length > 7) return false;
  const told = { what: 'timeCycle', line: child.line };
  const cron = readCron(fields, place.model.family === 'zeebe');
  if (cron === undefined) {
    place.blocks(told, `The cron expression '${text.trim()}' has no counterpart of five fields`, {
      isCaught: true,
    });
    return true;
  }
  place.plan.set('timer', 'cron', cron);
  place.plan.addOriginal({ property: 'timeCycle', text, ...attributesOf(child) });
  place.mapped(told, `the cron expression '${cron}' of \`lemniscate:timer\``);
  removeElement(child);
  return true;
}

/** Every expression says that it is one. */
function attributesOf(child: XmlElement): { readonly attributes?: string } {
  const others = child.attributes.filter(({ name }) => name !== 'xsi:type');
  if (others.length === 0) return {};
  const attributes = child.attributes.map(({ name, value }) => [name, value] as const);
  return { attributes: JSON.stringify(Object.fromEntries(attributes)) };
}

/** Days of the week count from Sunday as 1 in Quartz, as 0 in Spring and here. */
function readCron(fields: readonly string[], isSpring: boolean): string | undefined {
  if (fields.length === 5) return isCron(fields.join(' ')) ? fields.join(' ') : undefined;
  const [seconds, minutes = '', hours = '', days = '', months = '', weekdays = '', years = '*'] =
    fields;
  if (seconds !== '0' || years !== '*') return undefined;
  if (weekdays.includes('/')) return undefined;
  const weekday = isSpring ? weekdays : weekdays.replace(/\d/g, (day) => String(Number(day) - 1));
  const cron = [minutes, hours, days, months, weekday].join(' ').replaceAll('?', '*');
  const plain = cron.replace(/(^| )0\//g, '$1*/');
  return isCron(plain) ? plain : undefined;
}

function importAttribute(place: Place, name: string): void {
  const { element } = place;
  const text = readAttribute(element, name);
  if (text === undefined || place.model.family === 'zeebe' || !hasJuel(text)) return;
  const told = { what: name, line: element.line };
  const value = place.value(told, text);
  if (value === undefined) return;
  setAttribute(element, name, value);
  place.plan.addOriginal({ property: `@${name}`, text, translation: value });
  place.mapped(told, `the FEEL expression '${value.slice(1)}'`);
}

const knownFormats = /^((text|application)\/)?(javascript|feel)$/i;

/** Scripts: FEEL and JavaScript stay, what is only an expression becomes FEEL. */
function importScript(place: Place): void {
  const { element } = place;
  const script = ownChild(element, 'script');
  const format = readAttribute(element, 'scriptFormat') ?? '';
  if (script === undefined || format === '' || knownFormats.test(format)) {
    if (script !== undefined && /javascript/i.test(format)) checkJavaScript(place, script);
    return;
  }
  const told = { what: 'scriptFormat', line: element.line };
  const text = readText(script);
  if (!/^juel$/i.test(format)) {
    return place.blocks(
      told,
      `Scripts in '${format}' are not run; write it in FEEL or JavaScript`,
      { isCaught: true },
    );
  }
  const result = translateJuel(hasJuel(text) ? text : `\${${text}}`, place.names);
  if (!result.ok) {
    return place.blocks(
      told,
      `'${text.trim()}' cannot be translated into FEEL: ${result.problem.message}`,
      { isCaught: true },
    );
  }
  setText(script, result.feel);
  setAttribute(element, 'scriptFormat', 'feel');
  place.plan.addOriginal({ property: 'script', text, translation: result.feel });
  place.plan.addOriginal({ property: '@scriptFormat', text: format, translation: 'feel' });
  place.mapped(told, `a script in FEEL: '${result.feel}'`);
}

/** Objects of the other engine that a script would only miss at run time. */
const engineObjects = /\b(execution|task|connector|S|Java|Packages)\s*[.(]/;

function checkJavaScript(place: Place, script: XmlElement): void {
  const found = engineObjects.exec(readText(script));
  if (found === null) return;
  const reason = `The script uses '${found[1] ?? ''}', an object of the other engine; its variables are plain names here`;
  place.blocks({ what: 'script', line: script.line }, reason);
}

/** The script of a task that has none in BPMN's own place. */
export function addScript(place: Place, feel: string): void {
  const { element, plan } = place;
  const present = ownChild(element, 'script');
  if (present !== undefined) return;
  const script = createElement(nameLike(element, 'script'));
  setText(script, feel);
  script.parent = element;
  element.children.push(script);
  plan.addOriginal({ property: 'script', translation: feel });
  if (readAttribute(element, 'scriptFormat') === undefined) {
    setAttribute(element, 'scriptFormat', 'feel');
    plan.addOriginal({ property: '@scriptFormat', translation: 'feel' });
  }
}
