import { Environment } from '@marcbachmann/cel-js';
import { declarations, type TypeName } from './declarations';
import { present } from './present';
import type { Variables } from './variables';
import { viewClasses } from './views';

/**
 * Where expressions are compiled: types and their fields are declared, so that a wrong name or a comparison of a number
 * with a text is found when the configuration is read. There is no clock in it, and no function that does anything.
 */
export function createEnvironment(variables: Variables, attributes: readonly string[] = []): Environment {
  const environment = new Environment();
  for (const [name, fields] of Object.entries(declarations)) {
    const custom =
      name === 'Shipment' || name === 'Order'
        ? Object.fromEntries(attributes.map((attribute) => [attribute, 'dyn']))
        : {};
    environment.registerType(name, { ctor: viewClasses[name as TypeName], fields: { ...custom, ...fields } });
  }
  for (const [name, type] of Object.entries(variables)) environment.registerVariable(name, type);
  environment.registerFunction(`${present.name}(ast): bool`, present.expand);
  return environment;
}
