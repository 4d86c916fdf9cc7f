import { config } from 'zod';

// Compiled schemas need `eval`, which the content security policy forbids; must run before any schema is built.
config({ jitless: true });
