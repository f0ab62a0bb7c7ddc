/** The schedules and connections that the configuration asks for, made so in Temporal; and their runs on demand. */
export { type ConnectionsEnsured, desiredConnections, ensureConnections } from './connections';
export { type DesiredSchedule, desiredSchedules, type RevisionOf } from './desired';
export { RunFailed, ScheduleContended, ScheduleForeign, ScheduleMissing, ScheduleProblem } from './errors';
export { type LeftBehind, leftBehind } from './left-behind';
export { type Reconciled, type ReconcileOptions, reconcileSchedules, type ScheduleLog } from './reconcile';
export { runNow, type RunNowOptions, type RunProgress } from './run-now';
export { settingsOf } from './settings-of';
export { triggerSchedule } from './trigger';
