import checkFile from 'eslint-plugin-check-file';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';

const noNode = ['node:*', 'fs', 'path', 'crypto', 'os', 'child_process'];

/** Imports point one way: engine <- workflows <- server; definitions <- server; designer -> server/contract + engine. */
const zones = [
  {
    target: './engine',
    from: ['./workflows', './server', './definitions', './designer', './test', './bench'],
  },
  {
    target: './engine/!(parser|dmn|foreign)/**/*',
    from: ['./engine/parser', './engine/dmn/parser'],
  },
  { target: './engine/!(foreign)/**/*', from: './engine/foreign' },
  { target: './engine/*.ts', from: ['./engine/parser', './engine/dmn/parser', './engine/foreign'] },
  {
    target: ['./engine/dmn/*.ts', './engine/dmn/!(parser)/**/*'],
    from: ['./engine/parser', './engine/dmn/parser'],
  },
  {
    target: './workflows',
    from: [
      './server',
      './definitions',
      './designer',
      './test',
      './bench',
      './engine/parser',
      './engine/dmn/parser',
      './engine/foreign',
    ],
  },
  { target: './definitions', from: ['./workflows', './server', './designer', './test', './bench'] },
  { target: './server', from: ['./designer', './test', './bench'] },
  {
    target: './server/cli/headless',
    from: ['./server', './workflows', './definitions'],
    except: ['./cli/headless'],
  },
  { target: './server/contract', from: './server', except: ['./contract'] },
  { target: './designer', from: ['./workflows', './definitions', './test', './bench'] },
  { target: './designer', from: './server', except: ['./contract'] },
];

const sizeLimits = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
};

export default tseslint.config(
  {
    ignores: ['dist/', 'node_modules/', '.lemniscate/', 'test-artifacts/', 'coverage/'],
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { 'import-x': importX, 'check-file': checkFile },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: [
            'engine',
            'engine/parser',
            'engine/dmn/parser',
            'engine/foreign',
            'workflows',
            'definitions',
            'server',
            'server/cli/headless',
            'designer',
            'test',
            'test/fuzz',
            'bench',
          ],
          noWarnOnMultipleProjects: true,
        }),
      ],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      'check-file/filename-naming-convention': [
        'error',
        { '**/*.{ts,tsx,mjs}': 'KEBAB_CASE' },
        { ignoreMiddleExtensions: true },
      ],
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
        {
          selector: 'ThrowStatement > NewExpression[callee.name="Error"]',
          message: 'Throw a class of errors.ts.',
        },
      ],
      ...sizeLimits,
    },
  },
  {
    files: ['engine/**/*.ts'],
    ignores: ['engine/parser/**', 'engine/dmn/parser/**', 'engine/foreign/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: noNode }],
      'no-restricted-globals': [
        'error',
        'Date',
        'console',
        'setTimeout',
        'setInterval',
        'queueMicrotask',
        'Intl',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The core has no random.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: ':function[async=true]', message: 'The core is synchronous.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
        {
          selector: 'ThrowStatement > NewExpression[callee.name="Error"]',
          message: 'Throw a class of errors.ts.',
        },
      ],
    },
  },
  {
    // Works without any server, and starts at once.
    files: ['server/cli/headless/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!node:|\\.)', message: 'Node and the engine are enough.' }] },
      ],
    },
  },
  {
    files: ['designer/**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: [
      'server/cli/**',
      'server/embedded/**',
      'bench/**',
      'test/fuzz/fuzz.mjs',
      'test/mutation/mutate.mjs',
      'server/main.ts',
      'server/worker.ts',
      'workflows/build-bundle.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // Tools that require a default export: configuration files, and Temporal's dynamic workflow.
    files: [
      '*.config.mjs',
      'designer/vite.config.ts',
      'workflows/index.ts',
      '**/*.d.ts',
      'test/support/jest-*.{ts,mjs}',
    ],
    rules: { 'import-x/no-default-export': 'off' },
  },
);
