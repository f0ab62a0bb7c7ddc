/** What a metric is called, what it counts, and by what. Buckets only of histograms. */
interface Row<Label extends string = string> {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly Label[];
  readonly buckets?: readonly number[];
}

const counter = <L extends string>(help: string, ...labels: L[]) => ({ type: 'counter', help, labels }) as const;
const gauge = <L extends string>(help: string, ...labels: L[]) => ({ type: 'gauge', help, labels }) as const;
const histogram = <L extends string>(buckets: readonly number[], help: string, ...labels: L[]) =>
  ({ type: 'histogram', help, labels, buckets }) as const;

/** Seconds. A webhook is answered within 3 s; Centra gives up after 5. */
const quick = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** Seconds. A call may take up to its time limit, 60 s. */
const patient = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/**
 * Every metric of ours. Labels are ids of the configuration and words of this program: never an order, never a person,
 * never a text that came from outside. What is said of each in `docs/monitoring.md` belongs to it.
 */
export const table = {
  bridge_build_info: gauge('1, with the version that runs', 'version', 'node_version', 'role'),

  bridge_temporal_up: gauge('1 while Temporal answers this process; without it nothing that is asked of it is shown'),

  bridge_open_documents: gauge(
    'Shipments, orders, purchase orders and returns under way, as Temporal lists them',
    ...(['kind', 'stage', 'goods_owner', 'store'] as const),
  ),
  bridge_open_documents_oldest_age_seconds: gauge(
    'Since the oldest of them was started',
    ...(['kind', 'stage', 'goods_owner', 'store'] as const),
  ),
  bridge_not_imported_oldest_age_seconds: gauge(
    'Since the oldest shipment or order was seen that is not in Ongoing yet; 0: none',
    ...(['goods_owner', 'store'] as const),
  ),
  bridge_attention: gauge('What needs a person', ...(['attention', 'kind', 'goods_owner', 'store'] as const)),
  bridge_attention_oldest_age_seconds: gauge(
    'Since the oldest of them needs a person',
    ...(['attention', 'kind', 'goods_owner', 'store'] as const),
  ),
  bridge_connection_stage: gauge(
    '1 for the stage that the connection is in: working, waiting or paused; of a goods owner, store is empty',
    ...(['goods_owner', 'store', 'stage'] as const),
  ),
  bridge_schedule_last_success_age_seconds: gauge(
    'Since the last run of a schedule ended well; before the first, since the schedule was made',
    ...(['schedule', 'kind', 'goods_owner', 'store'] as const),
  ),
  bridge_schedule_interval_seconds: gauge(
    'How often it is to run',
    ...(['schedule', 'kind', 'goods_owner', 'store'] as const),
  ),
  bridge_task_queue_backlog: gauge('Tasks that wait for a worker', 'task_queue', 'type'),
  bridge_task_queue_backlog_age_seconds: gauge('Since the oldest of them waits', 'task_queue', 'type'),
  bridge_task_queue_pollers: gauge('Workers that Temporal has lately seen there', 'task_queue', 'type'),
  bridge_collections_total: counter('Questions asked of Temporal for these metrics', 'part', 'outcome'),
  bridge_collection_age_seconds: gauge('Since what is shown was asked of Temporal', 'part'),
  bridge_collection_duration_seconds: gauge('How long the last question took', 'part'),

  bridge_webhooks_total: counter(
    'Webhooks by how they ended; connection is empty where the sender named none that is configured',
    ...(['source', 'connection', 'outcome'] as const),
  ),
  bridge_webhook_duration_seconds: histogram(quick, 'Until a webhook was answered', 'source', 'outcome'),

  bridge_remote_calls_total: counter(
    'Calls to Centra and Ongoing by how they ended; throttled is HTTP 429',
    ...(['system', 'connection', 'operation', 'outcome'] as const),
  ),
  bridge_remote_call_duration_seconds: histogram(
    patient,
    'How long they took, waiting for a turn not included',
    ...(['system', 'connection', 'operation'] as const),
  ),
  bridge_lane_wait_seconds: histogram(
    patient,
    'How long calls to Ongoing waited for their turn',
    ...(['goods_owner', 'priority'] as const),
  ),
  bridge_lane_turns_missed_total: counter('Calls to Ongoing that got no turn in time: nothing was sent', 'goods_owner'),
  bridge_lane_busy_seconds_total: counter('Time in which a call to Ongoing was under way', 'goods_owner'),
  bridge_lane_rest_seconds_total: counter(
    'Time for which calls to Ongoing were stopped: it asked for that, or failed again and again',
    'goods_owner',
  ),
  bridge_lane_rests_total: counter('How often that was', 'goods_owner'),
  bridge_leases_held: gauge('Leases of lanes that this process holds'),
  bridge_effects_total: counter(
    'What was done or tried for shipments, orders, purchase orders and returns, by how it ended',
    ...(['effect', 'end', 'goods_owner', 'store'] as const),
  ),
  bridge_captures_total: counter(
    'Payments that were to be captured, by how it ended',
    ...(['goods_owner', 'store', 'on', 'outcome'] as const),
  ),
  bridge_alerts_total: counter(
    'Alerts that were to be posted, by how it ended; target is its place in the configuration',
    ...(['target', 'outcome'] as const),
  ),
  bridge_worker_consuming: gauge(
    '0 when this process is to serve the queue, and Temporal sees no sign of it',
    ...(['task_queue', 'type'] as const),
  ),
  bridge_sdk_metrics_up: gauge('1 while the figures of Temporal’s SDK could be read'),
} as const satisfies Record<string, Row>;

export type MetricName = keyof typeof table;
export type NamesOf<Type extends Row['type']> = {
  [N in MetricName]: (typeof table)[N]['type'] extends Type ? N : never;
}[MetricName];
export type LabelsOf<N extends MetricName> = (typeof table)[N]['labels'][number];
