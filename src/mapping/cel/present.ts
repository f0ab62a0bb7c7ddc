import type { ASTNode } from '@marcbachmann/cel-js';

/** What the library hands to a macro, as far as this one uses it (its own types say `any`). */
interface Checker {
  check(node: ASTNode, scope: unknown): unknown;
  getType(name: string): unknown;
}
interface Evaluator {
  run(node: ASTNode, scope: unknown): unknown;
}
interface Macro {
  readonly field: ASTNode;
}

/**
 * `has(shipment.gift_message)`: whether the field has a value.
 *
 * The library's own `has` is true for every declared field, an empty one too, and does not notice a mistyped name. So it
 * is replaced by this one, which checks its argument like any other expression.
 */
export const present = {
  name: 'hasValue',
  expand: ({ args: [field] }: { args: ASTNode[] }) => ({
    field,
    typeCheck(checker: Checker, macro: Macro, scope: unknown) {
      checker.check(macro.field, scope);
      return checker.getType('bool');
    },
    evaluate(evaluator: Evaluator, macro: Macro, scope: unknown) {
      try {
        return hasValue(evaluator.run(macro.field, scope));
      } catch (error) {
        // A number that Centra did not send.
        if ((error as { code?: unknown }).code === 'no_such_key') return false;
        throw error;
      }
    },
  }),
};

function hasValue(value: unknown): boolean {
  if (value == null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.values(value).some(hasValue);
}

/** The expression with every `has(…)` replaced by ours. Positions come from the parser, so texts stay as they are. */
export function withPresent(expression: string, ast: ASTNode): string {
  const positions = calls(ast, 'has').sort((one, other) => other - one);
  return positions.reduce(
    (text, at) => `${text.slice(0, at)}${present.name}${text.slice(at + 'has'.length)}`,
    expression,
  );
}

function calls(node: unknown, name: string): number[] {
  if (Array.isArray(node)) return node.flatMap((child) => calls(child, name));
  if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return [];
  const inner = calls(node.args, name);
  const { op, args } = node;
  if (op !== 'call' || !Array.isArray(args) || args[0] !== name) return inner;
  return [(node as unknown as ASTNode).start, ...inner];
}
