/** Simulators of Centra and Ongoing, for tests, demonstrations and the curious. */
export type { StoreSettings, StoreSettingsInput } from './centra/settings';
export type { Control } from './control/control';
export { ControlRefused, type Verb } from './control/verb';
export type { FaultKind, FaultRule } from './faults/rule';
export type { CallEvent } from './http/serve';
export type { GoodsOwnerSettings, GoodsOwnerSettingsInput } from './ongoing/settings';
export type { GoodsOwnerOptions, SimulatorsOptions, StoreOptions } from './options';
export { startSimulators, type GoodsOwnerAddress, type Simulators, type StoreAddress } from './simulators';
