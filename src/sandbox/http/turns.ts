/** Lets one after the other in, in the order in which they came. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(work);
    // The next one comes in however this one ends; its own caller hears of the error.
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
