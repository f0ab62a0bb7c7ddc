import { type Environment, type ParseError, type TypeError } from '@marcbachmann/cel-js';
import { didYouMean } from '../../nearest';
import { MappingError } from '../mapping-error';
import { declarations, type TypeName } from './declarations';
import { present, withPresent } from './present';
import type { Variables } from './variables';
import type { View } from './views';

/** An expression that was compiled and checked. */
export interface Expression {
  /** Where it stands in the configuration, for messages: `filter`, `mapping["orderRemark"]`. */
  readonly place: string;
  /** The static type of its result, in CEL's words. */
  readonly type: string;
  /**
   * @throws {MappingError} where this record has something that the expression cannot be evaluated with
   */
  evaluate: (variables: Readonly<Record<string, View>>) => unknown;
}

/** What is wrong with an expression, and what is near. */
export interface Refused {
  readonly what: string;
  readonly fix?: string;
}

/** Compiles and type-checks. Nothing is evaluated. */
export function compile(
  environment: Environment,
  variables: Variables,
  place: string,
  source: string,
): Expression | Refused {
  try {
    const ast = environment.parse(source).ast;
    const own = environment.check(source);
    const run = environment.parse(withPresent(source, ast));
    const checked = own.valid ? run.check() : own;
    if (!checked.valid) return refused(checked.error, variables);
    return { place, type: checked.type ?? 'dyn', evaluate: (values) => evaluate(place, () => run(values)) };
  } catch (error) {
    return refused(error as ParseError, variables);
  }
}

function evaluate(place: string, run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    // The library's message may quote a value of the record, so only its code is told.
    const code = (error as { code?: unknown }).code;
    const what =
      typeof code === 'string' ? (evaluationWords[code] ?? code.replaceAll('_', ' ')) : 'cannot be evaluated';
    throw new MappingError([{ at: place, what: `${what} (for this record)` }]);
  }
}

const evaluationWords: Readonly<Record<string, string>> = {
  no_such_key: 'names a number or a member that this record does not have (ask has(…) first)',
  no_such_overload: 'compares or combines values of different types',
  no_matching_overload: 'calls a function with a value of another type',
  index_out_of_bounds: 'asks for an item that the list does not have',
};

function refused(error: ParseError | TypeError | undefined, variables: Variables): Refused {
  const summary = (error?.summary ?? 'cannot be read').replaceAll(present.name, 'has');
  const at = error?.range === undefined ? '' : ` (character ${error.range.start + 1})`;
  const [, unknown = ''] = /: (.+)$/.exec(summary) ?? [];
  switch (error?.code) {
    case 'no_such_key':
      return { what: `names a field that is not known, ${unknown}`, ...didYouMean(unknown, fieldNames(variables)) };
    case 'unknown_variable': {
      const known = Object.keys(variables);
      const fix = didYouMean(unknown, known).fix ?? `it can name ${known.join(' and ')}`;
      return { what: `names ${unknown}, which is not known here`, fix };
    }
    default:
      return { what: `is no valid expression: ${summary}${at}`, ...numberHelp(summary) };
  }
}

/** CEL does not mix whole numbers with others, which nobody expects of `shipment.grandTotalValue == 100`. */
const numberHelp = (summary: string): { fix?: string } =>
  /\bint\b/.test(summary) && /\bdouble\b/.test(summary) ? { fix: 'write 100.0 for 100, double(…) for a count' } : {};

/** Every field that an expression over these variables can come to. */
function fieldNames(variables: Variables): Set<string> {
  const names = new Set<string>();
  const visited = new Set<string>();
  const visit = (type: string) => {
    const fields = declarations[type as TypeName] as Readonly<Record<string, string>> | undefined;
    if (fields === undefined || visited.has(type)) return;
    visited.add(type);
    for (const [name, fieldType] of Object.entries(fields)) {
      names.add(name);
      visit(/^list<(\w+)>$/.exec(fieldType)?.[1] ?? fieldType);
    }
  };
  Object.values(variables).forEach(visit);
  return names;
}
