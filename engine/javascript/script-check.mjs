/**
 * How a model with JavaScript is compiled: QuickJS is loaded for those that have any, and for no other.
 *
 * @param {string} xml
 * @returns {Promise<{ findScriptProblem?: (script: string) => string | undefined }>}
 */
export function loadScriptCheck(xml) {
  if (!/javascript/i.test(xml)) return Promise.resolve({});
  return import('./index.mjs')
    .then(({ loadScriptChecker }) => loadScriptChecker())
    .then((findScriptProblem) => ({ findScriptProblem }));
}
