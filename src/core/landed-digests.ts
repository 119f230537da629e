import type { ObjectDigest, ObjectDigests } from './ports.ts';

/** What a server says of its objects before and after something has changed. */
export interface DigestChange {
  readonly before: ObjectDigests;
  readonly after: ObjectDigests;
}

const ASPECTS = ['definition', 'grants'] as const;

/** The names of objects that a change touches. */
export function changedNames({ before, after }: DigestChange): readonly string[] {
  return namesOf(before, after).filter((name) => {
    const [was, is] = digestsOf(name, before, after);
    return ASPECTS.some((aspect) => was?.[aspect] !== is?.[aspect]);
  });
}

/**
 * Whether everything that changes on the shadow begins there as it does in the live schema, so that digests can tell afterwards
 * whether the same has changed. Elsewhere the two may differ.
 */
export function beginsAlike(expected: DigestChange, live: ObjectDigests): boolean {
  if (!isComparable(expected.before, expected.after, live)) return false;
  return changedNames(expected).every((name) => {
    const [was, is, now] = digestsOf(name, expected.before, expected.after, live);
    return ASPECTS.every((aspect) => was?.[aspect] === is?.[aspect] || was?.[aspect] === now?.[aspect]);
  });
}

/**
 * The names of objects whose change in the live schema is not the one on the shadow. An object did the same where it is the same
 * in both before and after, or did not change in either. What a new object grants follows from default privileges, so it only tells
 * something where these are the same; what an object granted that is gone, nobody has to know.
 */
export function changedUnlike(expected: DigestChange, live: DigestChange): readonly string[] {
  const all = [expected.before, expected.after, live.before, live.after] as const;
  const names = namesOf(...all);
  const grantAlike = names.filter(isDefaultPrivilege).every((name) => {
    const [was, is, began, ended] = digestsOf(name, ...all);
    return was?.definition === began?.definition && is?.definition === ended?.definition;
  });
  return names.filter((name) => {
    const [was, is, began, ended] = digestsOf(name, ...all);
    const comes = was === undefined && began === undefined;
    const goes = is === undefined && ended === undefined;
    const aspects = goes || (comes && !grantAlike) ? ASPECTS.slice(0, 1) : ASPECTS;
    return !aspects.every(
      (aspect) =>
        (was?.[aspect] === began?.[aspect] && is?.[aspect] === ended?.[aspect]) ||
        (was?.[aspect] === is?.[aspect] && began?.[aspect] === ended?.[aspect]),
    );
  });
}

/** As digests name what is part of no relation, routine or type: by its kind and name. */
function isDefaultPrivilege(name: string): boolean {
  return name.startsWith('["default privilege",');
}

function isComparable(...all: readonly ObjectDigests[]): boolean {
  return all.every(({ version }) => version === all[0]?.version);
}

function namesOf(...all: readonly ObjectDigests[]): readonly string[] {
  return [...new Set(all.flatMap(({ objects }) => [...objects.keys()]))];
}

function digestsOf(name: string, ...all: readonly ObjectDigests[]): readonly (ObjectDigest | undefined)[] {
  return all.map(({ objects }) => objects.get(name));
}
