/** First parts of the keys of what an act on a task makes old. */
export const touchedQueries = [
  'tasks',
  'task',
  'task-counts',
  'task-comments',
  'task-story',
  'instance-tasks',
] as const;
