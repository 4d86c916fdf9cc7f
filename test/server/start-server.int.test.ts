import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createTestApp } from '../support/create-test-app.js';

describe('starting the server', () => {
  it('tells in the words that its supervisor looks for that the port is taken', async () => {
    // given
    const stranger = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const { port } = stranger.address() as AddressInfo;

    // when
    const starting = createTestApp({ environment: { PORT: String(port) } });

    // then
    await expect(starting).rejects.toThrow(
      new RegExp(`port ${port} of 127\\.0\\.0\\.1 .* \\(EADDRINUSE\\)`),
    );
    await new Promise((resolve) => stranger.close(resolve));
  });
});
