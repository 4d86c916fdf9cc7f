import { randomUUID } from 'node:crypto';
import { readTestSetting } from './embedded-environment.js';

/** The address of a database on the `mongod` that the test run shares: each test file takes a name of its own. */
export function testMongoUri(databaseName: string = createDatabaseName()): string {
  const uri = new URL(readTestSetting('LEMNISCATE_TEST_MONGODB_URI'));
  uri.pathname = `/${databaseName}`;
  return uri.toString();
}

export function createDatabaseName(): string {
  return `test-${randomUUID()}`;
}
