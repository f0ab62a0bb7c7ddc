import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

export const root = resolve(__dirname, '../..');
export const textOf = (file: string) => readFileSync(resolve(root, file), 'utf8');

export interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly deploy?: { readonly resources?: { readonly limits?: { readonly memory?: string } } };
}

/** docker-compose.yml, with its anchors resolved and its variables as they stand. */
export const compose = () =>
  parse(textOf('docker-compose.yml'), { merge: true }) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly volumes: Readonly<Record<string, unknown>>;
  };

/** The variables of a text, each with its default: `${NAME:-default}`. */
export const variables = (text: string) =>
  new Map([...text.matchAll(/\$\{(\w+)(?::-([^}]*))?\}/g)].map(([, name = '', otherwise]) => [name, otherwise]));

/** With every variable's default. */
export const withDefaults = (text: string) =>
  text.replace(/\$\{\w+(?::-([^}]*))?\}/g, (_all, otherwise?: string) => otherwise ?? '');
