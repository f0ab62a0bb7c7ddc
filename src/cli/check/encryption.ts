import type { Config } from '../../config';
import { connect } from '../../connection/connect';
import { dataConverterFor } from '../../connection/encryption/data-converter';
import { keysInUse, type KeyUse } from '../../connection/encryption/keys-in-use';
import { TemporalProblem } from '../../connection/errors';
import { exit } from '../exit';
import { span } from '../times';
import type { Findings, Note, Problem } from './findings';

const where = 'encryption';

/** What can be read in Temporal, and whether every key is there that something running was begun with. */
export async function checkEncryption(config: Config, env: NodeJS.ProcessEnv): Promise<Findings> {
  const { encryption, dataDir } = config;
  const statement: Note = { where, what: readable(encryption.keys.map(({ id }) => id)) };
  try {
    const connected = await connect({ env, dataDir, encryption });
    try {
      const { payloadCodecs = [] } = dataConverterFor(encryption);
      const uses = await keysInUse(connected.connection, connected.namespace, payloadCodecs);
      const { problems, notes } = judge(uses, config);
      return { problems, notes: [statement, ...notes] };
    } finally {
      await connected.close();
    }
  } catch (error) {
    // That Temporal cannot be asked is told beside this; what it says of other keys waits until then.
    if (!(error instanceof TemporalProblem)) throw error;
    return { problems: [], notes: [statement] };
  }
}

const readable = ([first]: readonly string[]): string =>
  first === undefined
    ? 'nothing is encrypted in Temporal (encryption.keys is empty): whoever may open its UI, use its API, or read its ' +
      'database or a backup of it, reads order and article numbers, quantities, amounts, waybills, serial numbers, and ' +
      'what operators wrote. Names and addresses of customers are never there'
    : `what workflows hold is encrypted with the key ${first}. Readable without a key: ids (with order and shipment ` +
      'numbers), search attributes, names of workflows and activities, and times';

/** What the keys that are in use mean for the configuration. */
export function judge(
  uses: readonly KeyUse[],
  { encryption, retentionMs }: Pick<Config, 'encryption' | 'retentionMs'>,
) {
  const configured = encryption.keys.map(({ id }) => id);
  const problems: (Problem & { code: typeof exit.found })[] = [];
  const notes: Note[] = [];
  for (const use of uses) {
    const { keyId } = use;
    if (keyId === undefined) {
      if (configured.length === 0) continue;
      notes.push({ where, what: `${many(use)} begun before it was switched on: what they held then stays readable` });
    } else if (!configured.includes(keyId)) {
      const key = /^[\w.-]{1,40}$/.test(keyId) ? keyId : '‹not a key id›';
      problems.push({
        where,
        what: `${many(use)} begun with the key ${key}, which is not configured: they stand still`,
        fix: 'put that key back into encryption.keys, behind the one that encrypts',
        code: exit.found,
      });
    } else if (!use.isReadable) {
      problems.push({
        where,
        what: `${many(use)} begun with another key of the id ${keyId} than the one that is configured: they stand still`,
        fix: `give ${keyId} the value again that it had; a new value needs an id of its own`,
        code: exit.found,
      });
    } else if (keyId !== configured[0]) {
      notes.push({ where, what: `the key ${keyId} is still needed: ${many(use)} begun with it` });
    }
  }
  const inUse = new Set(uses.map(({ keyId }) => keyId));
  for (const id of configured.slice(1)) {
    if (inUse.has(id)) continue;
    const what = `nothing that runs was begun with the key ${id}; what has ended may need it to be read, for ${span(retentionMs)} from then`;
    notes.push({ where, what });
  }
  return { problems, notes };
}

function many({ workflows, schedules, examples }: KeyUse): string {
  const parts = [
    ...(workflows > 0 ? [workflows === 1 ? '1 running workflow' : `${workflows} running workflows`] : []),
    ...(schedules > 0 ? [schedules === 1 ? '1 schedule' : `${schedules} schedules`] : []),
  ];
  const more = workflows + schedules > examples.length ? ', …' : '';
  return `${parts.join(' and ')} (${examples.join(', ')}${more}) ${workflows + schedules === 1 ? 'was' : 'were'}`;
}
