import { createPortChooser } from '../../../server/embedded/processes/free-port.mjs';

const chooserWith = (free: number[], offered: number[] = []) =>
  createPortChooser({
    isFree: (port) => Promise.resolve(free.includes(port)),
    chooseAny: () => Promise.resolve(offered.shift() ?? 0),
  });

describe('choosing ports', () => {
  it('prefers the remembered port while it is free', async () => {
    expect(await chooserWith([8123, 8080]).choose(8123, 8080)).toBe(8123);
  });

  it('goes on to the next preferred port, then to any free one', async () => {
    expect(await chooserWith([8080]).choose(8123, 8080)).toBe(8080);
    expect(await chooserWith([], [40_001]).choose(undefined, 8080)).toBe(40_001);
  });

  it('never chooses the same port twice', async () => {
    // given
    const chooser = chooserWith([8080], [8080, 40_001]);

    // when
    const chosen = [await chooser.choose(8080), await chooser.choose(8080)];

    // then
    expect(chosen).toEqual([8080, 40_001]);
  });

  it('refuses a port that was asked for and is taken', async () => {
    await expect(chooserWith([]).demand(8080, 'PORT')).rejects.toThrow(
      'Expected port 8080 (from PORT) to be free, but another process listens on it.',
    );
  });

  it('gives up if the system offers nothing but taken ports', async () => {
    // given
    const chooser = createPortChooser({
      isFree: () => Promise.resolve(true),
      chooseAny: () => Promise.resolve(9000),
    });
    await chooser.choose(9000);

    // when
    const attempt = chooser.choose(9000);

    // then
    await expect(attempt).rejects.toThrow('Expected the system to offer a free port');
  });
});
