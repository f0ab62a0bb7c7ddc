/** The query string of a call. Repeated keys are arrays; nothing else is. */
export class Query {
  constructor(private readonly values: Readonly<Record<string, string | string[]>>) {}

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return Array.isArray(value) ? value.at(-1) : value;
  }

  texts(name: string): string[] | undefined {
    const value = this.values[name];
    return value === undefined || Array.isArray(value) ? value : [value];
  }

  /** A whole number; undefined when it is absent, `NaN` when it is something else. */
  int(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined || text === '') return undefined;
    return /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  }

  flag(name: string): boolean {
    const text = this.text(name)?.toLowerCase();
    return text === 'true' || text === '1';
  }

  entries(): [string, string][] {
    return Object.entries(this.values).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, one]),
    );
  }
}
