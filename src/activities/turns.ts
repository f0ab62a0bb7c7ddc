/** The lane had no turn for the call in time. Nothing was sent. */
export class NoTurn extends Error {
  constructor(readonly retryAfterMs: number) {
    super('the lane had no turn for the call in time');
    this.name = 'NoTurn';
  }
}
