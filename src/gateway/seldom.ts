/** Says each thing at most once in ten seconds, with how often it has happened since: a flood must not fill the log. */
export function seldom(say: (name: string, count: number) => void, everyMs = 10_000): (name: string) => void {
  const last = new Map<string, { at: number; count: number }>();
  return (name) => {
    const now = performance.now();
    const before = last.get(name);
    if (before && now - before.at < everyMs) {
      before.count += 1;
      return;
    }
    say(name, (before?.count ?? 0) + 1);
    last.set(name, { at: now, count: 0 });
  };
}
