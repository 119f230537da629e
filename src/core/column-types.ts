/** Whether every value of one column type is a value of another, so that nothing can fail or change on the way. */
export type TypeChange = 'same' | 'widening' | 'narrowing' | 'time-zone' | 'converting';

/** Types in order of what they can hold: each takes every value of those before it unchanged. */
const LADDERS: readonly (readonly string[])[] = [
  ['smallint', 'integer', 'bigint', 'numeric'],
  ['real', 'double precision'],
  ['cidr', 'inet'],
  ['date', 'timestamp without time zone'],
];

interface ParsedType {
  readonly base: string;
  readonly sizes: readonly number[];
}

/**
 * Judges a change of a column's type, both as format_type writes them (`character varying(20)`).
 * widening: every old value fits unchanged, or is written down as text. narrowing: the same family, some values may not
 * fit. time-zone: between a moment and a wall clock, by the time zone of the session. converting: values become something
 * else.
 */
export function judgeTypeChange(from: string, to: string): TypeChange {
  if (from === to) return 'same';
  const [was, is] = [parse(from), parse(to)];
  for (const ladder of LADDERS) {
    const [old, now] = [ladder.indexOf(was.base), ladder.indexOf(is.base)];
    if (old === -1 || now === -1 || old === now) continue;
    if (old > now) return 'narrowing';
    return is.sizes.length === 0 ? 'widening' : 'narrowing';
  }
  if (isText(was.base) && isText(is.base)) return judgeText(was, is);
  // Whatever a value is, it can be written down, and read again from that.
  if (isText(is.base) && is.sizes.length === 0) return 'widening';
  if (isTimestamp(was.base) && isTimestamp(is.base) && was.base !== is.base) return 'time-zone';
  if (was.base === 'numeric' && is.base === 'numeric') return judgeNumeric(was, is);
  if (was.base === is.base) return compareSizes(was.sizes[0], is.sizes[0]);
  return 'converting';
}

/** character(n) is not one of them: it pads with blanks, so values change. */
function isText(base: string): boolean {
  return base === 'text' || base === 'character varying';
}

function isTimestamp(base: string): boolean {
  return base === 'timestamp without time zone' || base === 'timestamp with time zone';
}

function judgeText(was: ParsedType, is: ParsedType): TypeChange {
  return compareSizes(
    was.base === 'text' ? undefined : was.sizes[0],
    is.base === 'text' ? undefined : is.sizes[0],
  );
}

function judgeNumeric(was: ParsedType, is: ParsedType): TypeChange {
  if (is.sizes.length === 0) return 'widening';
  if (was.sizes.length === 0) return 'narrowing';
  const [oldPrecision = 0, oldScale = 0] = was.sizes;
  const [precision = 0, scale = 0] = is.sizes;
  return scale >= oldScale && precision - scale >= oldPrecision - oldScale ? 'widening' : 'narrowing';
}

function compareSizes(old: number | undefined, now: number | undefined): TypeChange {
  if (now === undefined) return 'widening';
  return old !== undefined && now >= old ? 'widening' : 'narrowing';
}

function parse(type: string): ParsedType {
  const match = /^([^(]*?)\s*\(([\d\s,-]+)\)(.*)$/u.exec(type);
  if (match === null) return { base: type, sizes: [] };
  const [, head = '', sizes = '', tail = ''] = match;
  return { base: `${head}${tail}`, sizes: sizes.split(',').map(Number) };
}
