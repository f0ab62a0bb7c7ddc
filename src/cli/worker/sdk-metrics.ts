import { type MetricsExporterConfig, Runtime, type RuntimeOptions } from '@temporalio/worker';
import { freePort } from '../../devserver/free-port';
import type { Page } from '../../monitoring';
import { gauge } from '../../monitoring/instruments';

const ip = '127.0.0.1';
const attempts = 3;
const answersWithinMs = 2_000;

/**
 * Installs the SDK's runtime with metrics, and shows them on the page. The SDK's native part serves them itself, on a port
 * of this machine that only we know: its other ways are a collector elsewhere, and a buffer that is experimental and
 * drops what is not fetched in time.
 *
 * @throws the SDK's `IllegalStateError` when a runtime is installed already
 */
export async function installWithMetrics(options: RuntimeOptions, page: Page): Promise<void> {
  const up = gauge(page.registry, 'bridge_sdk_metrics_up');
  const address = await install(options);
  page.besides(async () => {
    const text = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(answersWithinMs) })
      .then((answer) => (answer.ok ? answer.text() : undefined))
      .catch(() => undefined);
    up.set(text === undefined ? 0 : 1);
    return text ?? '';
  });
}

/** The native part can only be told a number, and somebody else may be faster. */
async function install(options: RuntimeOptions): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const bindAddress = `${ip}:${await freePort(ip)}`;
    // The names that Prometheus expects: base units, and `_total`.
    const prometheus = { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
    const metrics: MetricsExporterConfig = { prometheus, attachServiceName: false };
    try {
      Runtime.install({ ...options, telemetryOptions: { ...options.telemetryOptions, metrics } });
      return bindAddress;
    } catch (error) {
      if (attempt === attempts || !/address already in use/i.test((error as Error).message)) throw error;
    }
  }
}
