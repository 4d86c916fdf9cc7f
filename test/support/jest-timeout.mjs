/* Jest ignores the time limit of a project, so it is set in each test file: servers, and a machine with other work, take longer than functions. */
jest.setTimeout(60_000);
