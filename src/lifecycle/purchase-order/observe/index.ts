export { observeCentra } from './centra';
export { observeWarehouse } from './warehouse';
