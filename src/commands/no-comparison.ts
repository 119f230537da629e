import type { Comparison } from './deploy-request.ts';

const never = (): never => {
  throw new TypeError('A deployment that compares no schemas asks for one.');
};

/**
 * For a deployment that neither verifies nor looks for drift: it compares and records no schema, so it does not wait until what
 * could do that is loaded.
 */
export const NO_COMPARISON: Comparison = {
  schema: {
    open: never,
    openBeside: never,
    openProject: never,
    isOfPlatform: never,
    renames: never,
    compare: never,
    recreated: never,
    planSql: never,
    diagram: never,
  },
  codec: {
    fingerprint: never,
    serialize: never,
    record: never,
    deserialize: never,
    unpack: never,
    isComplete: never,
  },
  drift: { open: never, compare: never },
};
