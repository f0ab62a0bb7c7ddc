import type { Ask } from '../entity';
import type { PurchaseOrderStage } from '../words';
import type { Phase, PurchaseOrderFacts } from './facts';
import type { PurchaseOrderSettings } from './settings';
import type { Step } from './steps';

/** What every rule reads. */
export interface Situation {
  readonly facts: PurchaseOrderFacts;
  readonly settings: PurchaseOrderSettings;
  /** Epoch ms. */
  readonly now: number;
}

/** What a rule says before holds, pauses between attempts and time limits are looked at. */
export interface Draft {
  readonly stage: PurchaseOrderStage;
  readonly phase: Phase;
  readonly step: Step;
  readonly asks?: readonly Ask[];
}

/** A rule says what happens next, or nothing: then the next rule is asked. */
export type Rule = (situation: Situation) => Draft | undefined;

/** The operator has answered this very question. */
export const answered = (facts: PurchaseOrderFacts, ask: Pick<Ask, 'attention' | 'basis'>): string | undefined => {
  const answer = facts.operator.resolved[ask.attention];
  return answer?.basis === ask.basis ? answer.choice : undefined;
};

/** `wait` is an answer for a while: until then, epoch ms, the same question is not asked again. */
export const patience = (facts: PurchaseOrderFacts, attention: Ask['attention'], forMs: number): number =>
  (facts.operator.resolved[attention]?.at ?? 0) + forMs;
