import { z } from 'zod';

/** Somebody asked for what makes no sense now, or names what is not there. */
export class ControlRefused extends Error {
  override readonly name = 'ControlRefused';
}

/** One thing that can be done from outside, by a call in the same process or over HTTP: both check the input. */
export interface Verb<Input, Result> {
  (...input: object extends Input ? [input?: Input] : [input: Input]): Result;
  /** One sentence for whoever reads `GET /control`. */
  readonly does: string;
  readonly input: z.ZodType;
  /** It changes nothing: over HTTP a GET does as well. */
  readonly onlyLooks: boolean;
}

export function verb<Schema extends z.ZodType, Result>(
  does: string,
  input: Schema,
  run: (input: z.output<Schema>) => Result,
  onlyLooks = false,
): Verb<z.input<Schema>, Result> {
  const call = (given?: z.input<Schema>): Result => {
    const read = input.safeParse(given ?? {});
    if (read.success) return run(read.data);
    throw new ControlRefused(z.prettifyError(read.error));
  };
  return Object.assign(call, { does, input, onlyLooks });
}

/** A verb that changes nothing. */
export const look = <Schema extends z.ZodType, Result>(
  does: string,
  input: Schema,
  run: (input: z.output<Schema>) => Result,
): Verb<z.input<Schema>, Result> => verb(does, input, run, true);

export const nothing: z.ZodType<object, object> = z.strictObject({});

/** A number that may come as text, from a query string say. */
export const whole = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);

/**
 * Some of the settings. What is not given is not to be changed, and so gets no default: a schema that is only made
 * partial would fill it in.
 */
export function someOf<Shape extends z.ZodRawShape>(
  settings: z.ZodObject<Shape, z.core.$strict>,
): z.ZodType<Partial<z.output<typeof settings>>, Partial<z.input<typeof settings>>> {
  const bare = (field: unknown) =>
    field instanceof z.ZodDefault || field instanceof z.ZodPrefault
      ? (field.unwrap() as z.ZodType)
      : (field as z.ZodType);
  const shape = Object.entries(settings.shape).map(([name, field]) => [name, bare(field).optional()]);
  return z.strictObject(Object.fromEntries(shape) as z.ZodRawShape) as unknown as ReturnType<typeof someOf<Shape>>;
}
