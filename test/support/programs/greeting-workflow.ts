import { proxyActivities } from '@temporalio/workflow';

const { greetingFor } = proxyActivities<{ greetingFor(name: string): Promise<string> }>({
  startToCloseTimeout: '10s',
});

/** The smallest workflow that needs a worker, an activity and a bundle. */
export async function greeting(name: string): Promise<string> {
  return greetingFor(name);
}
