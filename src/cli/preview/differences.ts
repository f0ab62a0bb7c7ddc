/** One field of a document that two configurations fill differently; `null` is no value. */
export interface FieldDifference {
  /** The path in the document: `consignee.name`, `orderLines[501].articleNumber`. */
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
}

type Value = string | number | boolean | null;

/** The fields in which two documents differ, in the order of the document. Lines are compared by their row numbers. */
export function fieldDifferences(before: object, after: object): FieldDifference[] {
  const [old, fresh] = [leaves(before), leaves(after)];
  const fields = new Set([...fresh.keys(), ...old.keys()]);
  return [...fields].flatMap((field) => {
    const difference = { field, before: old.get(field) ?? null, after: fresh.get(field) ?? null };
    return difference.before === difference.after ? [] : [difference];
  });
}

/** `orderLines[501].articleNumber` → `orderLines[].articleNumber`: the same field of every line. */
export const fieldOf = ({ field }: Pick<FieldDifference, 'field'>): string => field.replace(/\[[^\]]*\]/g, '[]');

function leaves(document: object): Map<string, Value> {
  const found = new Map<string, Value>();
  const visit = (value: unknown, path: string) => {
    if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => visit(item, `${path}[${rowOf(item) ?? index}]`));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, path === '' ? key : `${path}.${key}`);
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      found.set(path, value);
    }
  };
  visit(document, '');
  return found;
}

/** A row number stands for its line; brackets in it would break the path. */
function rowOf(item: unknown): string | undefined {
  const row = typeof item === 'object' && item !== null ? (item as { rowNumber?: unknown }).rowNumber : undefined;
  return typeof row === 'string' ? row.replace(/[[\]]/g, '_') : undefined;
}
