import type { Socket } from 'node:net';
import type { Call } from './call';

interface InFlight {
  readonly socket: Socket;
  /** The simulator will never answer; the caller may still be waiting. */
  hung: boolean;
}

interface PlaceCounts {
  calls: Record<string, number>;
  /** How many calls were in flight at once, at most. */
  parallel: number;
  inFlight: Set<InFlight>;
}

/** How long a caller's hang-up may take to be heard on this machine. */
const hangUpHeardMs = 10;

/** Counts calls per operation and how many are in flight at once, per store and goods owner. Not kept over a restart. */
export class Meter {
  private readonly places = new Map<string, PlaceCounts>();

  /** @returns to be called right before the answer is sent: after it the caller may send the next call */
  start(call: Call, socket: Socket): { end: () => void; hang: () => void } {
    const place = this.place(call);
    place.calls[call.operation] = (place.calls[call.operation] ?? 0) + 1;
    const entry: InFlight = { socket, hung: false };
    place.inFlight.add(entry);
    const others = [...place.inFlight];
    const working = others.filter((other) => !other.hung).length;
    place.parallel = Math.max(place.parallel, working);
    if (working < others.length) {
      // Somebody was left hanging. Has the caller given up and called again, or are these two calls at once?
      setTimeout(() => {
        const waiting = others.filter((other) => other.hung && !other.socket.destroyed).length;
        place.parallel = Math.max(place.parallel, working + waiting);
      }, hangUpHeardMs).unref();
    }
    const end = () => void place.inFlight.delete(entry);
    const hang = () => {
      entry.hung = true;
      socket.once('close', end);
    };
    return { end, hang };
  }

  counts(): Record<string, Record<string, { calls: Record<string, number>; parallel: number }>> {
    const counts: ReturnType<Meter['counts']> = { centra: {}, ongoing: {} };
    for (const [key, { calls, parallel }] of this.places) {
      const [system = '', place = ''] = key.split('/');
      (counts[system] ??= {})[place] = { calls: { ...calls }, parallel };
    }
    return counts;
  }

  clear(): void {
    for (const place of this.places.values()) {
      place.calls = {};
      place.parallel = 0;
    }
  }

  private place(call: Call): PlaceCounts {
    const key = `${call.system}/${call.place}`;
    let place = this.places.get(key);
    if (!place) this.places.set(key, (place = { calls: {}, parallel: 0, inFlight: new Set() }));
    return place;
  }
}
