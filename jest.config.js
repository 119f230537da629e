export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // What needs Docker has a configuration of its own (jest.docker.config.js).
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/docker/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', explicitResourceManagement: true }, target: 'es2022' },
        module: { type: 'es6' },
      },
    ],
  },
  testTimeout: 60_000,
  // Tests wait for their servers about as long as they compute, so two cores have room for three.
  maxWorkers: 3,
};
