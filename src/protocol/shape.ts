/**
 * Whether a message has the form that its handler relies on. Somebody may have typed it in Temporal's UI, and a handler
 * that throws would stop the workflow: what has another form is left out. Fields that are not named may be anything.
 */
export type Is = (value: unknown) => boolean;

export const text: Is = (value) => typeof value === 'string';
export const number: Is = (value) => typeof value === 'number' && Number.isFinite(value);
export const flag: Is = (value) => typeof value === 'boolean';
export const one =
  (...values: readonly (string | boolean)[]): Is =>
  (value) =>
    values.includes(value as string);
export const listOf =
  (its: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(its);
export const maybe =
  (its: Is): Is =>
  (value) =>
    value === undefined || value === null || its(value);
/** Values by name. */
export const mapOf =
  (its: Is): Is =>
  (value) =>
    isRecord(value) && Object.values(value).every(its);
export const record =
  (fields: Readonly<Record<string, Is>>): Is =>
  (value) =>
    isRecord(value) && Object.entries(fields).every(([name, its]) => its(value[name]));
export const either =
  (...forms: readonly Is[]): Is =>
  (value) =>
    forms.some((its) => its(value));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
