import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Below the command line nothing may depend on the engine's libm, on chance, on the clock or on the locale. */
const nondeterminism = [
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Draw from src/random: results must be reproducible.' },
  { selector: "MemberExpression[object.name='Math'][property.name=/^(pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|cbrt|hypot)$/]", message: 'Differs between V8 versions; use exp, log, multiplication.' },
  { selector: "BinaryExpression[operator='**']", message: 'Math.pow differs between V8 versions; multiply, or use exp and log.' },
  { selector: "AssignmentExpression[operator='**=']", message: 'Math.pow differs between V8 versions; multiply, or use exp and log.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'No wall clock below the command line.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'No wall clock below the command line.' },
  { selector: "MemberExpression[object.name='performance'][property.name='now']", message: 'No wall clock below the command line.' },
  { selector: "CallExpression[callee.property.name=/^(toLocaleString|localeCompare|toLocaleDateString|toLocaleLowerCase|toLocaleUpperCase)$/]", message: 'No locale below the command line.' },
];

export default tseslint.config(
  { ignores: ['build/', 'dist/', 'dist-bench/', 'coverage/', 'results/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Reads of typed arrays are unchecked by design (tsconfig), so a non-null assertion would hide something else.
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/node/**'],
    rules: { 'no-restricted-syntax': ['error', ...nondeterminism] },
  },
  {
    files: ['scripts/**/*.mjs', 'bench/**/*.mjs', 'tests/**/*.mjs', '*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', performance: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly' } },
  },
);
