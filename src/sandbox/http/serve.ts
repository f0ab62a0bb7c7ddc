import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Faults, Mishap } from '../faults/faults';
import { spoilAfter, spoilBefore, type Silence } from '../faults/spoil';
import type { Answer, Call, Dialect } from './call';
import type { Meter } from './meter';
import type { Turns } from './turns';

/** One answered (or silenced) call, for whoever wants to watch. Names the operation, never an id. */
export interface CallEvent {
  readonly system: string;
  readonly place: string;
  readonly operation: string;
  /** null: no answer was given. */
  readonly status: number | null;
  /** The kind of fault that it met. */
  readonly fault: string | null;
}

export interface ServeDeps {
  readonly faults: Faults;
  readonly meter: Meter;
  readonly now: () => number;
  /** Aborted when the server closes: nobody waits any longer. */
  readonly closing: AbortSignal;
  readonly log: (event: CallEvent) => void;
}

/** What a call is answered with. */
export interface Work {
  readonly dialect: Dialect;
  /** Where one call waits for the other: Ongoing's writes, per goods owner. */
  readonly turns?: Turns;
  /** How long the work takes, within its turn. */
  readonly takesMs?: number;
  readonly answer: () => Answer;
}

/** Takes a call through counters, faults and turns to its answer. */
export async function serve(deps: ServeDeps, call: Call, reply: FastifyReply, work: Work): Promise<void> {
  const inFlight = deps.meter.start(call, reply.raw.socket ?? reply.request.socket);
  try {
    const mishap = deps.faults.next(call);
    const outcome = await outcomeOf(deps, call, work, mishap);
    const status = typeof outcome === 'string' ? null : outcome.status;
    const { system, place, operation } = call;
    deps.log({ system, place, operation, status, fault: mishap?.kind ?? null });
    if (outcome === 'hang') {
      inFlight.hang();
      reply.hijack();
      return;
    }
    inFlight.end();
    if (outcome === 'reset') {
      reply.hijack();
      reply.request.socket.resetAndDestroy();
    } else send(reply, outcome);
  } catch (error) {
    inFlight.end();
    if (!deps.closing.aborted) throw error;
    // Whoever was waiting learns what callers of a process that ends learn: nothing.
    reply.hijack();
    reply.request.socket.resetAndDestroy();
  }
}

async function outcomeOf(
  deps: ServeDeps,
  call: Call,
  work: Work,
  mishap: Mishap | undefined,
): Promise<Answer | Silence> {
  const before = mishap && spoilBefore(mishap, work.dialect, call, deps.now());
  const delayMs = mishap ? (mishap.fault.delayMs ?? (mishap.kind === 'slow' ? 1000 : 0)) : 0;
  if (before) {
    await wait(delayMs, deps.closing);
    return before;
  }
  if (mishap?.kind === 'shift-pages') call.shiftBy = mishap.fault.shift ?? 1;
  const turn = async () => {
    if (mishap?.kind === 'held') await deps.faults.untilRemoved(mishap.fault, deps.closing);
    await wait(delayMs + (work.takesMs ?? 0), deps.closing);
    return work.answer();
  };
  const answer = await (work.turns ? work.turns.run(turn) : turn());
  return mishap ? spoilAfter(mishap, work.dialect, call, answer) : answer;
}

async function wait(ms: number, closing: AbortSignal): Promise<void> {
  closing.throwIfAborted();
  if (ms > 0) await sleep(ms, undefined, { signal: closing });
}

export function send(reply: FastifyReply, { status, body, contentType, headers }: Answer): void {
  void reply
    .code(status)
    .headers(headers ?? {})
    .header('content-type', contentType ?? 'application/json; charset=utf-8')
    .send(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
}
