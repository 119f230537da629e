import * as v from 'valibot';
import { type LifeStage, lifeRecord, OFFER_LIMIT, STAGE_LIMIT } from '../render/life.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER));

const stages = v.pipe(
  v.array(
    v.strictObject({
      stage: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
      state: v.picklist(['done', 'running', 'waiting', 'failed', 'rolled back', 'ahead']),
      link: v.nullable(v.pipe(v.string(), v.maxLength(500))),
      when: v.nullable(v.pipe(v.string(), v.maxLength(100))),
      run: v.exactOptional(v.strictObject({ runId: count, attempt: count })),
      offer: v.exactOptional(
        v.strictObject({
          plan: v.pipe(v.string(), v.regex(/^[0-9a-f-]{1,200}$/u)),
          head: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
          pullRequests: v.pipe(v.array(count), v.maxLength(OFFER_LIMIT)),
        }),
      ),
    }),
  ),
  v.maxLength(STAGE_LIMIT),
);

/** The stages that a comment body has recorded; none where it holds no record, or one that was tampered with. */
export function parseLife(body: string): readonly LifeStage[] {
  const record = lifeRecord(body);
  if (record === null) return [];
  try {
    const parsed = v.safeParse(stages, JSON.parse(record));
    return parsed.success ? parsed.output : [];
  } catch {
    return [];
  }
}
