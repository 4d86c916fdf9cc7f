/* Jest ignores the time limit of a project, so it is set in each test file: servers take longer than functions. */
jest.setTimeout(60_000);
