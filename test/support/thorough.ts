/**
 * How many times as much chance and how many moments tests try: 1, or what SLUICE_TEST_THOROUGH says, for who changed what they are
 * about.
 */
export function thoroughness(): number {
  return Math.max(1, Number(process.env['SLUICE_TEST_THOROUGH'] ?? 1));
}

/** Every second one, the first and the last among them where their number is odd; all of them in the thorough mode. */
export function someOf<Moment>(all: readonly Moment[]): readonly Moment[] {
  return thoroughness() > 1 ? all : all.filter((_, place) => place % 2 === 0);
}
