import type { Client } from '@temporalio/client';
import { defineUpdate } from '@temporalio/workflow';
import { update } from '../../src/cli/answers';

const press = defineUpdate<string, [object]>('press');

/** A client whose server answers one call after the other so. */
function answering(...answers: (string | { readonly code: number; readonly details: string })[]) {
  const sent: (string | undefined)[] = [];
  const executeUpdate = (_: unknown, { updateId }: { updateId?: string }) => {
    sent.push(updateId);
    const answer = answers.shift();
    return typeof answer === 'string'
      ? Promise.resolve(answer)
      : Promise.reject(Object.assign(new Error(answer?.details), answer, { metadata: {} }));
  };
  const client = {
    withDeadline: (_: number, call: () => unknown) => call(),
    workflow: { getHandle: () => ({ executeUpdate }) },
  } as unknown as Client;
  return { client, sent };
}

describe('an update', () => {
  it.each([
    ['the way to Temporal breaks', { code: 14, details: 'connection reset' }],
    [
      'something else reached the workflow in the same moment',
      { code: 9, details: 'Unable to perform workflow execution update due to unexpected workflow task failure.' },
    ],
  ])('is sent again with the same id when %s', async (_why, failure) => {
    const { client, sent } = answering(failure, 'pressed');
    await expect(update(client, 'shipment/retail/1-1', press, {})).resolves.toEqual({ is: 'done', reply: 'pressed' });
    expect(sent).toHaveLength(2);
    expect(new Set(sent).size).toBe(1);
  });

  it('is not sent again when Temporal says no', async () => {
    const { client, sent } = answering({ code: 7, details: 'not allowed' }, 'pressed');
    await expect(update(client, 'shipment/retail/1-1', press, {})).rejects.toMatchObject({ code: 7 });
    expect(sent).toHaveLength(1);
  });
});
