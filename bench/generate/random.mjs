/**
 * Numbers that look random and are the same in every run (mulberry32, public domain), so that two benchmarks read the
 * same schema.
 */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** True in `share` of all cases. */
  chance(share) {
    return this.next() < share;
  }

  /** A whole number, both ends included. */
  between(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick(list) {
    return list[this.between(0, list.length - 1)];
  }

  /** Some of a list, in its order. */
  sample(list, count) {
    const rest = [...list.keys()];
    const taken = Array.from({ length: Math.min(count, list.length) }, () => {
      const [index] = rest.splice(this.between(0, rest.length - 1), 1);
      return index;
    });
    return taken.sort((left, right) => left - right).map((index) => list[index]);
  }
}
