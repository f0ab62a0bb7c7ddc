import { ApiError } from '../../../src/clients/errors';

/** What a call fails with; the test fails when it does not, or with anything but an `ApiError`. */
export async function failureOf(call: Promise<unknown>): Promise<ApiError & Record<string, unknown>> {
  const result = await call.then(
    () => 'the call succeeded',
    (error: unknown) => error,
  );
  if (result instanceof ApiError) return result as ApiError & Record<string, unknown>;
  throw new Error('expected an ApiError', { cause: result });
}
