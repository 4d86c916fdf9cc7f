/** ESM-only packages that Jest must transform, since it loads CommonJS on Node 20. */
const esmPackages = [
  'bpmn-moddle', 'moddle', 'moddle-xml', 'min-dash', 'saxen', 'feelin', 'lezer-feel', '@lezer', '@bpmn-io', 're2js',
  'bpmn-auto-layout', 'diagram-js', 'bpmn-js', 'ids', 'min-dom', 'tiny-svg', 'didi', 'object-refs', 'path-intersection',
];

/** @type {(name: string, testMatch: string[], extra?: object) => object} */
const project = (name, testMatch, extra = {}) => ({
  displayName: name,
  rootDir: '.',
  testMatch,
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.lemniscate/'],
  transform: { '\\.[jt]sx?$': ['@swc/jest'] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})(/|$))`],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.tsx', '$1.js'] },
  ...extra,
});

export default {
  projects: [
    project('unit', ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx', '!**/*.int.test.ts', '!**/*.e2e.test.ts']),
    project('int', ['<rootDir>/test/**/*.int.test.ts']),
    project('e2e', ['<rootDir>/test/**/*.e2e.test.ts']),
  ],
};
