export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // What needs Docker has a configuration of its own (jest.docker.config.js).
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/docker/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '/pg-delta/dist/policy/policy\\.js$': '<rootDir>/test/support/changed-libraries.mjs',
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', explicitResourceManagement: true }, target: 'es2022' },
        module: { type: 'es6' },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@supabase/pg-delta/dist/policy/policy\\.js$)'],
  setupFiles: ['<rootDir>/test/support/lean-webassembly.ts', '<rootDir>/test/support/late-optimizer.ts'],
  // A test says what is right, not how fast: this only ends what hangs, on the slowest machine that runs them.
  testTimeout: 600_000,
  // Tests wait for their servers about as long as they compute, so two cores have room for three.
  maxWorkers: 3,
};
