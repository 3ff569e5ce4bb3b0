/** Waits for what must come true, and says what was seen instead. */
import { setTimeout as sleep } from 'node:timers/promises';

/** @throws with the last answer when `seconds` have passed. */
export async function waitFor<Seen>(
  look: () => Promise<Seen>,
  isRight: (seen: Seen) => boolean,
  seconds = 60,
): Promise<Seen> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look().catch((error: unknown) => error as Seen);
    if (!(seen instanceof Error) && isRight(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`not true after ${seconds} s; last seen: ${JSON.stringify(seen)}`);
    await sleep(300);
  }
}
