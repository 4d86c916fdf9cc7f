import { readConfig } from '../../server/config.js';

const required = { MONGODB_URI: 'mongodb://localhost/x', TEMPORAL_ADDRESS: 'localhost:7233' };

describe('the configuration', () => {
  it('has safe defaults', () => {
    expect(readConfig(required)).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      isDemo: false,
      organisationId: 'main',
    });
  });

  it('names everything that is wrong at once', () => {
    const read = () => readConfig({ PORT: 'eighty', LEMNISCATE_DEMO: 'maybe' });
    expect(read).toThrow(/PORT[\s\S]*MONGODB_URI|MONGODB_URI[\s\S]*PORT/);
    expect(read).toThrow(/LEMNISCATE_DEMO/);
  });

  it('works on the demo organisation in demo mode only', () => {
    expect(readConfig({ ...required, LEMNISCATE_DEMO: '1' }).organisationId).toBe('demo');
    expect(readConfig({ ...required, LEMNISCATE_ORGANISATION: 'acme' }).organisationId).toBe(
      'acme',
    );
  });
});
