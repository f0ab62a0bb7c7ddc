/** What is known of a document by the list that did not show it. */
interface Missed {
  /** When a list last lacked it, epoch ms. */
  readonly missedAt?: number;
  /** That list lacked so much that absence proved nothing. */
  readonly shrunk?: boolean;
}

/**
 * A list that lacks something is a reason to ask, and says nothing any more where something newer is known. One that is
 * whole again (or believed) says, however, that absence counts from now on: whoever has asked in the meantime asks again.
 *
 * @param sight of a list that lacks it, older than what is known
 */
export const takesBackShrinking = (
  { missedAt = 0, shrunk = false }: Missed,
  sight: { readonly observedAt: number; readonly shrunk?: boolean },
): boolean => shrunk && sight.shrunk !== true && sight.observedAt >= missedAt;
