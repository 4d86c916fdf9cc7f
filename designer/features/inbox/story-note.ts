import type { TFunction } from 'i18next';
import type { StoryLine } from '../../../server/contract/index.js';
import type { TimelineNote } from '../../components/fact-timeline.js';

const actions = [
  'taskAssigned',
  'taskReleased',
  'taskDelegated',
  'taskResolved',
  'taskHandedOver',
  'taskEscalated',
  'taskPutOff',
] as const;

/** An act or a comment as a line of the story. */
export function toNote(
  line: StoryLine,
  t: TFunction,
  formatTime: (at: string) => string,
): TimelineNote {
  if (line.type === 'comment') {
    const { commentKey, at, byName, kind, text } = line.comment;
    return {
      key: `comment:${commentKey}`,
      at,
      by: byName,
      text: t(`inbox.comments.kinds.${kind}`),
      detail: text ?? t('inbox.comments.deleted'),
    };
  }
  const { at, by, to = '', until, action } = line;
  const known = actions.find((name) => name === action) ?? 'taskAssigned';
  const text =
    known === 'taskPutOff'
      ? t(until === undefined ? 'inbox.story.broughtBack' : 'inbox.story.taskPutOff', {
          time: until === undefined ? '' : formatTime(until),
        })
      : known === 'taskAssigned' && to === by
        ? t('inbox.story.claimed')
        : t(`inbox.story.${known}`, { to });
  return { key: `act:${at}:${action}`, at, by, text };
}
