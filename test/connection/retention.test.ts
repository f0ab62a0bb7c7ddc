import { Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time';
import { NamespaceMissing, TemporalRefused, TemporalUnauthorized } from '../../src/connection/errors';
import { ensureRetention } from '../../src/connection/retention';
import { useTemporal } from '../support/temporal';
import { aGrpcRefusal } from './grpc-refusal';

const hour = 3_600_000;
const temporal = useTemporal({ searchAttributes: [{ name: 'Shelf', type: 'KEYWORD' }] });
const ensure = (retentionMs: number) => ensureRetention(temporal.connection, temporal.namespace, retentionMs);

describe('the time that closed histories are kept', () => {
  it('is changed when it differs, and only then', async () => {
    await expect(ensure(720 * hour)).resolves.toBe('changed');
    await expect(ensure(720 * hour)).resolves.toBe('unchanged');
    const { namespace } = temporal;
    const { config } = await temporal.connection.workflowService.describeNamespace({ namespace });
    expect(tsToMs(config?.workflowExecutionRetentionTtl)).toBe(720 * hour);
  });

  it('is changed alone: the search attributes of the namespace stay', async () => {
    await ensure(48 * hour);
    const { namespace } = temporal;
    const { customAttributes } = await temporal.connection.operatorService.listSearchAttributes({ namespace });
    expect(customAttributes.Shelf).toBe(2);
  });

  it('cannot be less than the server allows', async () => {
    await expect(ensure(60_000)).rejects.toThrow(TemporalRefused);
  });

  it('needs the namespace', async () => {
    await expect(ensureRetention(temporal.connection, 'not-there', hour)).rejects.toThrow(NamespaceMissing);
  });

  it('is left to those who may change it', async () => {
    const server = await aGrpcRefusal(7, 'no');
    const connection = Connection.lazy({ address: server.address });
    await expect(ensureRetention(connection, 'shop', hour)).rejects.toThrow(TemporalUnauthorized);
    await connection.close();
    server.close();
  });
});
