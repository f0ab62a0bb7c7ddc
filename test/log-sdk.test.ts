import { createLog } from '../src/log';
import { sdkLogger } from '../src/log-sdk';

function anSdkLog() {
  const written: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => written.push(line) } });
  return {
    sdk: sdkLogger(log),
    text: () => written.join(''),
    line: () => JSON.parse(written[0]!) as Record<string, unknown>,
  };
}

describe('a message of the Temporal SDK', () => {
  it('goes the same way as our own lines', () => {
    const { sdk, line } = anSdkLog();
    sdk.info('Worker state changed', { sdkComponent: 'worker', taskQueue: 'bridge', state: 'RUNNING' });
    expect(line()).toEqual({
      ...{ level: 30, time: expect.any(String), event: 'sdk', component: 'worker' },
      ...{ sdkMessage: 'worker-state-changed', taskQueue: 'bridge' },
    });
  });

  it('names the workflow and the activity that it is about', () => {
    const { sdk, line } = anSdkLog();
    sdk.warn('Activity failed', {
      ...{ sdkComponent: 'worker', workflowId: 'shipment/retail/83651-1', runId: 'abc', activityType: 'importOrder' },
      ...{ attempt: 3, namespace: 'default', error: new RangeError('Marked Markedsdotter') },
    });
    expect(line()).toMatchObject({
      ...{ level: 40, workflowId: 'shipment/retail/83651-1', activityType: 'importOrder', attempt: 3 },
      ...{ error: 'RangeError', sdkMessage: 'activity-failed' },
    });
    expect(JSON.stringify(line())).not.toContain('Marked');
  });

  it('of the native part is understood too', () => {
    const { sdk, line } = anSdkLog();
    const error = 'Status { code: Unavailable, message: "Marked", source: None }';
    sdk.error('Error while polling for activity tasks', { sdkComponent: 'core', run_id: 'abc', error });
    expect(line()).toMatchObject({ level: 50, runId: 'abc', component: 'core', reason: 'unavailable' });
    expect(JSON.stringify(line())).not.toContain('Marked');
  });

  it.each<[message: string, said: string]>([
    ['Error while processing ActivityTask.start: Marked Markedsdotter', 'error-while-processing-activitytask'],
    ['Failed "Marked Markedsdotter"', 'failed'],
    ['7 times marked@example.com', 'unknown'],
    ['Workflow code threw `Marked`', 'workflow-code-threw'],
  ])('is cut where the SDK inserts something: %s', (message, said) => {
    const { sdk, line, text } = anSdkLog();
    sdk.log('WARN', message, { sdkComponent: 'worker', failure: { message: 'Marked' }, payload: 'Marked text' });
    expect(line().sdkMessage).toBe(said);
    expect(text()).not.toMatch(/marked/i);
  });

  it('has the level that it was said with', () => {
    const { sdk, text } = anSdkLog();
    sdk.trace('One');
    sdk.debug('Two');
    sdk.info('Three');
    sdk.warn('Four');
    sdk.error('Five');
    expect([...text().matchAll(/"level":(\d+)/g)].map(([, level]) => level)).toEqual(['20', '20', '30', '40', '50']);
  });
});
