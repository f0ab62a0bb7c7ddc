import { inspect } from 'node:util';

const hidden = '‹secret›';

/**
 * A value that no log, error, JSON or debugger's print shows. `reveal()` is the one way to it, and easy to search for.
 */
export class Secret {
  // A private field, not a property: neither spread, `JSON.stringify` nor `util.inspect` reaches it.
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Only where it is sent or compared. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
