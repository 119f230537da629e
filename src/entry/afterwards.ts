/** Work that may wait until a report has been told, such as stopping a server. To be disposed of when that is done. */
export class Afterwards implements AsyncDisposable {
  readonly #work: (() => Promise<void>)[] = [];

  readonly add = (work: () => Promise<void>): void => void this.#work.push(work);

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#work.splice(0).map((work) => work()));
  }
}
