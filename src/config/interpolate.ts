import type { PathParts } from './problems';
import { UnreadableFile } from './read-text';

/** What `${…}` may refer to. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  /** Reads a text file; a relative path is relative to the configuration's folder. Throws when it cannot. */
  readFile: (path: string) => string;
}

/** A reference that leads nowhere. */
export interface Unresolved {
  at: PathParts;
  what: string;
  fix?: string;
}

/** Stands where a value could not be found, so that one cause is not reported twice. */
export const unresolved = Symbol('unresolved');

/**
 * Puts environment variables (`${NAME}`) and files (`${file:/run/secrets/x}`, without the line end) into every text of a
 * tree. `$${` is a literal `${`.
 */
export function interpolate(tree: unknown, around: Surroundings): { tree: unknown; missing: Unresolved[] } {
  const missing: Unresolved[] = [];

  function visit(value: unknown, at: PathParts): unknown {
    if (typeof value === 'string') return text(value, at);
    if (Array.isArray(value)) return value.map((item, index) => visit(item, [...at, index]));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, [...at, key])]));
    }
    return value;
  }

  function text(source: string, at: PathParts): unknown {
    let complete = true;
    const result = source.replace(/\$\$\{|\$\{([^}]*)\}|\$\{/g, (whole, reference: string | undefined) => {
      if (whole === '$${') return '${';
      const found = look(reference ?? '', around);
      if (typeof found === 'string') return found;
      missing.push({ at, ...found });
      complete = false;
      return '';
    });
    return complete ? result : unresolved;
  }

  return { tree: visit(tree, []), missing };
}

function look(reference: string, { env, readFile }: Surroundings): string | Omit<Unresolved, 'at'> {
  if (/^[A-Za-z_]\w*$/.test(reference)) {
    const value = Object.hasOwn(env, reference) ? env[reference] : undefined;
    if (value !== undefined) return value;
    return {
      what: `needs the environment variable ${reference}, which is not set`,
      fix: `set it before bridge is started: export ${reference}=…`,
    };
  }
  const [, path] = /^file:(.+)$/.exec(reference) ?? [];
  if (path === undefined) {
    return {
      what: 'has a ${…} that names neither an environment variable nor a file',
      fix: 'write ${NAME} or ${file:/path}; $${ stands for the characters themselves',
    };
  }
  try {
    return readFile(path).replace(/[\r\n]+$/, '');
  } catch (error) {
    return {
      what: `needs the file ${path}, which ${error instanceof UnreadableFile ? error.message : 'cannot be read'}`,
    };
  }
}
