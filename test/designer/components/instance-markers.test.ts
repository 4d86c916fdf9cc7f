import { toInstanceMarkers } from '../../../designer/components/diagram/instance-markers.js';
import { createTranslator } from '../../../designer/i18n/create-translator.js';

const { t } = createTranslator();

const stateOf = (active: number, completed: number, incidents = 0) => ({
  elements: [{ elementId: 'vote', active, completed, canceled: 0, incidents }],
  takenFlows: [{ flowId: 'f1', count: 2 }],
  version: 1,
});

describe('toInstanceMarkers', () => {
  it('shows the number of tokens of a multi-instance, and how many are through', () => {
    // given
    const states = stateOf(3, 2);

    // when
    const { badges, markers } = toInstanceMarkers(states, t);

    // then
    expect(badges).toEqual([
      {
        elementId: 'vote',
        kind: 'information',
        text: '3',
        title: '3 tokens are here; completed 2 times',
      },
    ]);
    expect(markers.map(({ marker }) => marker)).toEqual(['lem-taken', 'lem-active']);
  });

  it('shows an incident beside the token that stands at it', () => {
    // given
    const states = stateOf(1, 0, 1);

    // when
    const { badges } = toInstanceMarkers(states, t);

    // then
    expect(badges.map(({ kind, title }) => [kind, title])).toEqual([
      ['incident', '1 incident'],
      ['information', '1 token is here'],
    ]);
  });

  it('marks what is done without a badge', () => {
    // given
    const states = stateOf(0, 4);

    // when
    const { badges, markers } = toInstanceMarkers(states, t);

    // then
    expect(badges).toEqual([]);
    expect(markers.at(-1)).toEqual({ elementId: 'vote', marker: 'lem-completed' });
  });
});
