import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { table, type LabelsOf, type MetricName, type NamesOf } from './table';

const about = <N extends MetricName>(registry: Registry, name: N) => ({
  name,
  help: table[name].help,
  labelNames: table[name].labels as readonly LabelsOf<N>[],
  registers: [registry],
});

export const counter = <N extends NamesOf<'counter'>>(registry: Registry, name: N) =>
  new Counter<LabelsOf<N>>(about(registry, name));

export const gauge = <N extends NamesOf<'gauge'>>(registry: Registry, name: N) =>
  new Gauge<LabelsOf<N>>(about(registry, name));

export const histogram = <N extends NamesOf<'histogram'>>(registry: Registry, name: N) =>
  new Histogram<LabelsOf<N>>({ ...about(registry, name), buckets: [...table[name].buckets] });
