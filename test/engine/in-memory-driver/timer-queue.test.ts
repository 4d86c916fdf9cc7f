import { createTimerQueue } from '../../../engine/in-memory-driver/timer-queue.js';
import { createRandom } from '../../fuzz/random.js';

describe('the queue of timers', () => {
  it('gives timers by due time, and those of one instant in the order of their start', () => {
    // given
    const queue = createTimerQueue();
    queue.add('late', 'i', 30);
    queue.add('first', 'i', 10);
    queue.add('second', 'i', 10);

    // when
    const given = takeAll(queue);

    // then
    expect(given).toEqual(['first', 'second', 'late']);
  });

  it('forgets what is removed, wherever it stands, and takes it anew', () => {
    // given
    const queue = createTimerQueue();
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) queue.add(id, 'i', index);

    // when
    queue.remove('a');
    queue.remove('c');
    queue.remove('unknown');
    queue.add('a', 'i', 9);

    // then
    expect(takeAll(queue)).toEqual(['b', 'd', 'a']);
  });

  it('agrees with a sorted list, whatever is added and removed', () => {
    // given
    const random = createRandom(7, 0);
    const queue = createTimerQueue();
    let list: { id: string; dueAt: number }[] = [];

    for (let round = 0; round < 5_000; round += 1) {
      // when
      const chosen = random.pick(list);
      if (chosen === undefined || random.below(100) < 55) {
        const timer = { id: `t${round}`, dueAt: random.below(200) };
        list = [...list, timer].sort((one, other) => one.dueAt - other.dueAt);
        queue.add(timer.id, 'i', timer.dueAt);
      } else {
        list = list.filter((each) => each !== chosen);
        queue.remove(chosen.id);
      }

      // then
      expect(queue.first()?.timerId).toBe(list[0]?.id);
    }
  });
});

function takeAll(queue: ReturnType<typeof createTimerQueue>): readonly string[] {
  const given: string[] = [];
  for (let next = queue.first(); next !== undefined; next = queue.first()) {
    given.push(next.timerId);
    queue.remove(next.timerId);
  }
  return given;
}
