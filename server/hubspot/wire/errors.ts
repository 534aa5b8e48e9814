import { z } from 'zod';

/** What HubSpot says when it refuses. Every field may be missing, and the body may not be JSON at all. */
const errorBody = z.looseObject({
  status: z.string().optional(),
  message: z.string().optional(),
  category: z.string().optional(),
  subCategory: z.string().optional(),
  errorType: z.string().optional(),
  policyName: z.string().optional(),
  correlationId: z.string().optional(),
  /** OAuth endpoints only. */
  error: z.string().optional(),
  context: z.record(z.string(), z.array(z.string())).optional(),
});

export type ErrorBody = z.infer<typeof errorBody>;

/** The parts of an error answer that we understand; empty for anything else. */
export function parseErrorBody(body: unknown): ErrorBody {
  const whole = errorBody.safeParse(body);
  if (whole.success) return whole.data;
  // One field of an unexpected shape must not hide the others.
  const fields = z.record(z.string(), z.unknown()).safeParse(body);
  if (!fields.success) return {};
  return errorBody.parse(
    Object.fromEntries(Object.entries(fields.data).filter(([, value]) => typeof value === 'string')),
  );
}
