import { problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** Everything that runs needs an id, and no two the same one. */
export const identifiers: Rule = ({ elements, flows }) => {
  const seen = new Set<string>();
  return [...elements, ...flows].flatMap((subject) => {
    const isKnown = seen.has(subject.id);
    seen.add(subject.id);
    if (subject.id === '') {
      const label = subject.name === '' ? 'an element' : `'${subject.name}'`;
      return [problemAt(subject, 'error', 'idMissing', `Expected an id of ${label} but got none`)];
    }
    if (!isKnown) return [];
    const message = `Expected id '${subject.id}' once but several elements have it`;
    return [problemAt(subject, 'error', 'idDuplicate', message)];
  });
};
