import { allStores, ConfigError, type Config } from '../../config';
import { fewAtOnce } from '../../schedules/few-at-once';
import { readConfig, type Given } from '../context';
import { exit, together, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput, type Paint } from '../output';
import { checkAlerts } from './alerts';
import { checkArticles } from './articles';
import { checkStore } from './centra';
import { checkEncryption } from './encryption';
import { grouped, joined, type Findings, type Problem } from './findings';
import { importNotes } from './imports';
import { checkGoodsOwner } from './ongoing';
import { stockNotes } from './stock';
import { checkTemporal } from './temporal';

export interface CheckOptions extends Given {
  /** Without what takes long. */
  readonly quick?: boolean;
}

/** `bridge check` */
export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  const { problems, notes } = await findings(options, io, output.say);
  const told = problems.map(({ where, what, fix }): Problem => ({ where, what, fix }));
  output.data({ ok: told.length === 0, problems: told, notes }, () => forPeople(told, output.paint));
  if (!options.json) for (const note of grouped(notes)) output.say(`Note: ${note.where}: ${note.what}`);
  output.say(
    told.length === 0 ? 'Everything is there.' : `${told.length === 1 ? '1 problem' : `${told.length} problems`}.`,
  );
  return together(problems.map(({ code }) => code));
}

async function findings(options: CheckOptions, io: Io, progress: (sentence: string) => void): Promise<Findings> {
  let config: Config;
  try {
    config = readConfig(options, io);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // Without settings the two systems cannot be asked; Temporal can.
    return joined([ofConfig(error), await checkTemporal(undefined, io.env)]);
  }
  const all = await Promise.all([
    checkTemporal(config, io.env),
    checkEncryption(config, io.env),
    ofStores(config),
    ofGoodsOwners(config),
    options.quick ? [] : fewAtOnce(config.goodsOwners, (goodsOwner) => checkArticles(goodsOwner, progress)),
  ]);
  return joined([...all.flat(), importNotes(config), stockNotes(config), checkAlerts(config)]);
}

const ofStores = (config: Config) =>
  fewAtOnce(allStores(config), ({ store, goodsOwner }) => checkStore(store, goodsOwner));

const ofGoodsOwners = (config: Config) => fewAtOnce(config.goodsOwners, checkGoodsOwner);

function ofConfig({ file, problems }: ConfigError): Findings {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return {
    problems: problems.map(({ path, line, what, fix }) => ({
      where: [line === undefined ? name : `${name}:${line}`, path].filter((part) => part !== '').join(' '),
      what,
      fix: fix ?? `change it in ${name}`,
      code: exit.usage,
    })),
    notes: [{ where: name, what: 'Centra and Ongoing were not asked, because their settings cannot be read' }],
  };
}

function forPeople(problems: readonly Problem[], paint: Paint): string {
  return problems
    .map(({ where, what, fix }) => `${paint('bold', where)}: ${paint('red', what)}\n    ${fix}\n`)
    .join('');
}
