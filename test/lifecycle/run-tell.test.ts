import { failedRunDetails, runDetails, type ToldRun } from '../../src/lifecycle/run-tell';

const aRun = (change: Partial<ToldRun> = {}): ToldRun => ({
  ...{ read: 7, written: 0, unchanged: 7, skipped: 0, refused: [], refusedTotal: 0 },
  ...change,
});

describe('what a run tells in Temporal’s UI', () => {
  it('is one line when there is nothing to see to', () => {
    expect(runDetails(aRun())).toBe('**7 read**: 7 unchanged.');
    expect(runDetails(aRun({ read: 0, unchanged: 0 }))).toBe('**0 read**.');
  });

  it('counts what this kind of run counts besides, and leaves out what there is none of', () => {
    const text = runDetails(aRun({ written: 2, unchanged: 5 }), [
      [2, 'started'],
      [0, 'adopted'],
      [undefined, 'different'],
    ]);
    expect(text).toBe('**7 read**: 2 written, 2 started, 5 unchanged.');
  });

  it('names what was refused, why something was skipped, and its notes', () => {
    const text = runDetails(
      aRun({
        ...{ skipped: 3, skippedBy: { 'not in Ongoing': 2, inactive: 1, other: 0 } },
        ...{ refused: [{ id: 'TWIN-RED-M', reason: 'two | rows\nhave <one> number' }], refusedTotal: 1 },
        notes: ['1 differ in Ongoing'],
      }),
    );
    expect(text).toBe(
      [
        '**7 read**: 7 unchanged, 3 skipped, 1 refused.',
        '| Refused | Why |\n| --- | --- |\n| TWIN-RED-M | two \\| rows have &lt;one> number |',
        'Skipped: 2 (not in Ongoing), 1 (inactive).',
        '1 differ in Ongoing',
      ].join('\n\n'),
    );
  });

  it('names some of many, and says how many more there are', () => {
    const refused = Array.from({ length: 50 }, (_, n) => ({ id: `A-${n}`, reason: 'no' }));
    const notes = Array.from({ length: 23 }, (_, n) => `note ${n}`);
    const text = runDetails(aRun({ refused, refusedTotal: 5_000, notes }));
    expect(text).toContain('| A-19 | no |\n| … and 4980 more | |');
    expect(text).not.toContain('A-20');
    expect(text).toMatch(/note 19\n\n… and 3 more$/);
  });

  it('says why there is no result, and that nothing is lost', () => {
    expect(failedRunDetails('Centra cannot be read: it does not answer')).toBe(
      '**Failed**: Centra cannot be read: it does not answer.\n\nNothing is lost: the next run goes on where the last successful one ended.',
    );
  });
});
