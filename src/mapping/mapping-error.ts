/** One thing that cannot be mapped. Names places and fields, never a value. */
export interface Fault {
  /** The field, in the source's own names: `products[43243]`, `deliveryCountry`, `mapping["consignee.name"]`. */
  readonly at: string;
  readonly what: string;
}

/**
 * A document that cannot be mapped, with everything that is wrong with it. Trying again gives the same answer until
 * somebody changes the data in Centra or the configuration.
 */
export class MappingError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ at, what }) => `${at}: ${what}`).join('; '));
    this.name = 'MappingError';
    this.faults = faults;
  }
}

/** Runs several attempts and gathers the faults of all, so that a person sees everything at once. */
export class FaultList {
  readonly faults: Fault[] = [];

  /** Notes it, once. */
  add(at: string, what: string): void {
    if (!this.faults.some((fault) => fault.at === at && fault.what === what)) this.faults.push({ at, what });
  }

  /** The result, or undefined with the attempt's faults noted. */
  try<T>(attempt: () => T): T | undefined {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof MappingError)) throw error;
      error.faults.forEach(({ at, what }) => this.add(at, what));
      return undefined;
    }
  }

  /** @throws {MappingError} when anything was noted */
  throwIfAny(): void {
    if (this.faults.length > 0) throw new MappingError(this.faults);
  }
}
