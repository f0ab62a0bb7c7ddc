import type { SearchAttributePair } from '@temporalio/common';
import type { Config } from '../../config';
import {
  type AskedTemporal,
  collectFromTemporal,
  documents,
  type Page,
  type Reach,
  schedules,
  taskQueues,
  type WantedSchedule,
} from '../../monitoring';
import { searchAttributes } from '../../protocol/names';
import { desiredSchedules } from '../../schedules';

/** Shows what Temporal knows: what is under way, the schedules' last runs, what waits in the task queues. */
export function showTemporal(
  page: Page,
  config: Config,
  asked: { readonly temporal: () => AskedTemporal | undefined; readonly reach: Reach },
): void {
  const parts = [documents(page, config), schedules(page, wantedSchedules(config)), taskQueues(page, config)];
  collectFromTemporal({ page, ...asked, parts });
}

const wantedSchedules = (config: Config): WantedSchedule[] =>
  desiredSchedules(config).map(({ scheduleId, spec, action }) => {
    const store = valueOf(action.typedSearchAttributes, searchAttributes.store.name);
    return {
      ...{ scheduleId, everyMs: spec.intervals[0].every },
      goodsOwner: valueOf(action.typedSearchAttributes, searchAttributes.goodsOwner.name) ?? '',
      ...(store === undefined ? {} : { store }),
    };
  });

function valueOf(attributes: readonly SearchAttributePair[], name: string): string | undefined {
  const value: unknown = attributes.find(({ key }) => key.name === name)?.value;
  return typeof value === 'string' ? value : undefined;
}
