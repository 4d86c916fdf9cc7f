/** ESM-only packages that Jest must transform, since it loads CommonJS on Node 20. */
const esmPackages = [
  'bpmn-moddle',
  'moddle',
  'moddle-xml',
  'min-dash',
  'saxen',
  'feelin',
  'temporal-polyfill',
  'temporal-utils',
  'lezer-feel',
  '@lezer',
  '@bpmn-io',
  're2js',
  'bpmn-auto-layout',
  'diagram-js',
  'bpmn-js',
  'ids',
  'min-dom',
  'tiny-svg',
  'didi',
  'object-refs',
  'path-intersection',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
];

/** Packages whose entry is for `import` only, by the file that it names. */
const importOnly = {
  '^file-type$': '<rootDir>/node_modules/file-type/core.js',
  '^@tokenizer/inflate$': '<rootDir>/node_modules/@tokenizer/inflate/lib/index.js',
};

/** The driver's one file with an `import()`, which Jest can't run unless it is transformed. */
const mongodbRuntime = '(.*/)?mongodb/lib/runtime_adapters\\.js';

/** Takes a tenth of a second to load as it is, in each test file. */
const zoneRules = '@js-joda/timezone/dist/js-joda-timezone\\.js';

/** @type {(name: string, testMatch: string[], extra?: object) => object} */
const project = (name, testMatch, extra = {}) => ({
  displayName: name,
  rootDir: '.',
  testMatch,
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.lemniscate/'],
  transform: {
    [zoneRules]: '<rootDir>/test/support/lazy-zone-rules.mjs',
    '\\.m?[jt]sx?$': ['@swc/jest'],
  },
  transformIgnorePatterns: [
    `/node_modules/(?!(${[...esmPackages, mongodbRuntime, zoneRules].join('|')})(/|$))`,
  ],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.tsx', '$1.js'], ...importOnly },
  setupFilesAfterEnv: ['<rootDir>/test/support/jest-timeout.mjs'],
  ...extra,
});

/** Starts the shared servers once for a run, unless the test launcher has already done so. */
const embeddedServers = {
  globalSetup: '<rootDir>/test/support/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/jest-global-teardown.mjs',
};

export default {
  projects: [
    project('unit', [
      '<rootDir>/test/**/*.test.ts',
      '<rootDir>/test/**/*.test.tsx',
      '!**/*.int.test.ts',
      '!**/*.e2e.test.ts',
    ]),
    project('int', ['<rootDir>/test/**/*.int.test.ts'], embeddedServers),
    project('e2e', ['<rootDir>/test/**/*.e2e.test.ts'], embeddedServers),
  ],
};
