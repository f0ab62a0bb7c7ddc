import eslint from '@eslint/js';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/**
 * The house, as `docs/architecture.md` draws it: which room may import which other room at run time.
 * `types` are rooms of which only types may be imported. What is not named is not allowed.
 */
const rooms = {
  lifecycle: { uses: [] },
  config: { uses: [], types: ['lifecycle'] },
  mapping: { uses: [], types: ['lifecycle', 'clients', 'config'] },
  protocol: { uses: ['lifecycle'] },
  clients: { uses: [], types: ['config'] },
  activities: { uses: ['clients', 'mapping', 'protocol', 'lifecycle'], types: ['config'], log: true },
  workflows: { uses: ['protocol', 'lifecycle'], types: ['activities'] },
  connection: { uses: ['protocol', 'config'] },
  schedules: { uses: ['protocol', 'config', 'lifecycle'] },
  devserver: { uses: [] },
  worker: {
    uses: ['activities', 'clients', 'mapping', 'connection', 'protocol', 'config', 'lifecycle'],
    log: true,
  },
  gateway: { uses: ['connection', 'protocol', 'config'], log: true },
  monitoring: { uses: ['connection', 'protocol', 'config', 'lifecycle'], types: ['clients', 'worker', 'gateway'] },
  sandbox: { uses: [] },
  cli: {
    uses: [
      'worker',
      'gateway',
      'monitoring',
      'sandbox',
      'devserver',
      'schedules',
      'activities',
      'connection',
      'clients',
      'mapping',
      'protocol',
      'lifecycle',
      'config',
    ],
    log: true,
  },
};

const arrows = Object.entries(rooms).map(([room, { uses, types = [], log = false }]) => {
  const others = [...Object.keys(rooms), 'log'].filter((other) => other !== room);
  const closed = others.filter((other) => !uses.includes(other) && !(other === 'log' && log));
  const typesOnly = closed.filter((other) => types.includes(other));
  const never = closed.filter((other) => !types.includes(other));
  const pattern = (list) => `^(\\.\\./)+(${list.join('|')})(/|$)`;
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: pattern(never), message: `${room}/ does not know this room (see eslint.config.mjs).` },
            ...(typesOnly.length
              ? [{ regex: pattern(typesOnly), allowTypeImports: true, message: `${room}/ may import types only.` }]
              : []),
            ...(['workflows', 'lifecycle', 'protocol'].includes(room)
              ? [
                  {
                    regex: '^(node:|zod|pino|axios|fs$|path$|crypto$|@temporalio/(client|worker|activity))',
                    message: 'This runs inside the workflow sandbox: no node modules, no zod, no pino.',
                  },
                ]
              : []),
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', 'data/**'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  ...arrows,
  {
    files: ['test/**/*.ts'],
    ...jest.configs['flat/recommended'],
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', '**.assert', 'assert*'] }],
      'jest/no-focused-tests': 'error',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      'jest/no-conditional-expect': 'off',
      'jest/no-standalone-expect': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'fetch', 'AbortSignal'].map((name) => [name, 'readonly']),
      ),
    },
  },
);
