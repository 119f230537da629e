import base from './jest.config.js';

/** What needs Docker and root: the full stack of Supabase as an engine. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/docker/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 900_000,
  maxWorkers: 1,
};
