/** A schedule is not as it must be, or its run did not work. The message names ids, never a value. */
export abstract class ScheduleProblem extends Error {
  constructor(
    readonly schedule: string,
    what: string,
    options?: ErrorOptions,
  ) {
    super(`schedule ${schedule}: ${what}`, options);
    this.name = new.target.name;
  }
}

/** Temporal does not have it. */
export class ScheduleMissing extends ScheduleProblem {
  constructor(schedule: string) {
    super(schedule, 'Temporal has none of this name. Run `bridge setup` with a configuration that asks for it.');
  }
}

/** Somebody else made one with this id: it is left alone, and ours cannot be. */
export class ScheduleForeign extends ScheduleProblem {
  constructor(schedule: string) {
    super(
      schedule,
      'it is there and was not made by `bridge setup`. Remove it, or give this bridge a Temporal namespace of its own.',
    );
  }
}

/** Others kept changing it. */
export class ScheduleContended extends ScheduleProblem {
  constructor(schedule: string) {
    super(schedule, 'somebody else keeps changing it. Let one `bridge setup` end before the next.');
  }
}

/** The run that was asked for began and did not end well; Temporal's own error is the cause. */
export class RunFailed extends ScheduleProblem {
  constructor(
    schedule: string,
    readonly run: { readonly workflowId: string; readonly runId: string },
    readonly outcome: 'failed' | 'timed-out' | 'cancelled' | 'terminated',
    /** The type of the failure, such as `ApiUnauthorized`. */
    readonly reason: string | undefined,
    options: ErrorOptions,
  ) {
    const why = reason === undefined ? '' : ` (${reason})`;
    super(schedule, `its run ${run.workflowId} ${words[outcome]}${why}`, options);
  }
}

const words = {
  failed: 'failed',
  'timed-out': 'took too long',
  cancelled: 'was cancelled',
  terminated: 'was terminated',
} as const;
